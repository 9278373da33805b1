// Puts the steps of a run in tree order without recursion: rows out equal steps in, whatever the parents say.

export interface TreeInput {
  stepId: string;
  parentId: string | null;
  /** Nanoseconds since the epoch; steps without a start come last among their siblings. */
  startNs: bigint | null;
}

export interface TreeRow<T> {
  step: T;
  /** 0 is a root. */
  depth: number;
  /** orphan: the parent never arrived; cycle: the ancestors loop and the loop is cut here. Marked steps are roots. */
  mark: 'orphan' | 'cycle' | null;
}

const NO_PARENT = -1;

/**
 * Steps in pre-order, siblings by start and then by arrival. A loop of parents is cut at its earliest step, so each loop
 * gives one marked root. When a step id occurs twice both rows are kept and the children belong to the first.
 */
export function runTree<T extends TreeInput>(steps: readonly T[]): TreeRow<T>[] {
  const parents = parentIndexes(steps);
  const cuts = loopCuts(steps, parents);
  const { roots, children } = family(steps, parents, cuts);
  const rows: TreeRow<T>[] = [];
  const stack = roots.reverse().map((index) => ({ index, depth: 0 }));
  for (let top = stack.pop(); top; top = stack.pop()) {
    const step = steps[top.index] as T;
    const isOrphan = step.parentId !== null && parents[top.index] === NO_PARENT;
    rows.push({ step, depth: top.depth, mark: cuts.has(top.index) ? 'cycle' : isOrphan ? 'orphan' : null });
    const below = children.get(top.index) ?? [];
    for (let place = below.length - 1; place >= 0; place--) stack.push({ index: below[place] as number, depth: top.depth + 1 });
  }
  if (rows.length !== steps.length) throw new Error(`tree order lost steps: ${steps.length} in, ${rows.length} out`);
  return rows;
}

/** For each step the index of its parent in the list, or -1 when it has none or it never arrived. */
function parentIndexes(steps: readonly TreeInput[]): Int32Array {
  const indexById = new Map<string, number>();
  steps.forEach((step, index) => {
    if (!indexById.has(step.stepId)) indexById.set(step.stepId, index);
  });
  return Int32Array.from(steps, (step) => (step.parentId === null ? NO_PARENT : (indexById.get(step.parentId) ?? NO_PARENT)));
}

/** Walks each chain of parents once; a chain that meets itself is a loop, cut at its earliest member. */
function loopCuts(steps: readonly TreeInput[], parents: Int32Array): Set<number> {
  const cuts = new Set<number>();
  const walkedBy = new Int32Array(steps.length).fill(-1);
  for (let start = 0; start < steps.length; start++) {
    let at = start;
    while (at !== NO_PARENT && walkedBy[at] === -1) {
      walkedBy[at] = start;
      at = parents[at] as number;
    }
    if (at === NO_PARENT || walkedBy[at] !== start) continue;
    let earliest = at;
    for (let member = parents[at] as number; member !== at; member = parents[member] as number) {
      if (compareSteps(steps, member, earliest) < 0) earliest = member;
    }
    cuts.add(earliest);
  }
  return cuts;
}

function family(steps: readonly TreeInput[], parents: Int32Array, cuts: ReadonlySet<number>) {
  const order = Array.from(steps.keys()).sort((a, b) => compareSteps(steps, a, b));
  const roots: number[] = [];
  const children = new Map<number, number[]>();
  for (const index of order) {
    const parent = parents[index] as number;
    const siblings = parent === NO_PARENT || cuts.has(index) ? roots : (children.get(parent) ?? []);
    if (siblings !== roots) children.set(parent, siblings);
    siblings.push(index);
  }
  return { roots, children };
}

function compareSteps(steps: readonly TreeInput[], a: number, b: number): number {
  const startA = steps[a]?.startNs ?? null;
  const startB = steps[b]?.startNs ?? null;
  if (startA === startB) return a - b;
  if (startA === null) return 1;
  if (startB === null) return -1;
  return startA < startB ? -1 : 1;
}
