// Test support: graphs of steps as no tracer should send them. Seeded, so that a failure can be repeated; no clock, no randomness else.
import type { CanonicalStep, StepKind } from './run';

export interface RandomGraph {
  /** Any integer; the same gives the same steps. */
  seed: number;
  /** How many steps. */
  size: number;
  /** Share of steps with an id that another step has as well; a store that merges by id wants 0. */
  duplicates?: number;
}

const KINDS: readonly StepKind[] = ['LLM', 'TOOL', 'RETRIEVAL', 'RERANK', 'CHAIN', 'AGENT', 'EVENT', 'VALIDATION', 'PROMPT'];
const NAMES = ['plan', 'search', 'answer', 'call tool', '检索文档', 'استرجاع', 'rate\u202Elimit', '', 'a'.repeat(300)];
/** Ids that are also names of things in JavaScript, in other scripts, or with characters of paths and queries in them. */
const ODD_IDS = ['__proto__', 'constructor', 'toString', '步骤', 'خطوة', 'a/b?c#d&e', '%2F', ' ', '-1', '0'];
const FIRST_NS = 1_760_000_000_000_000_000n;

/**
 * Steps in a random order of arrival: children of any earlier or later step, orphans, steps that are their own parent, loops of any
 * length, duplicate ids, steps without a start or an end, ends before starts, children that start before their parent or last longer,
 * lengths below a microsecond, failed and running ones.
 */
export function randomSteps({ seed, size, duplicates = 0.05 }: RandomGraph): CanonicalStep[] {
  const random = seeded(seed);
  const below = (end: number) => Math.floor(random() * end);
  const ids: string[] = [];
  for (let index = 0; index < size; index++) {
    const isTwin = index > 0 && random() < duplicates;
    ids.push(isTwin ? (ids[below(index)] as string) : index < ODD_IDS.length && random() < 0.5 ? (ODD_IDS[index] as string) : `s${index}`);
  }
  const steps = ids.map((stepId, index): CanonicalStep => {
    const startNs = random() < 0.07 ? null : FIRST_NS + BigInt(below(50_000)) * (random() < 0.2 ? 1n : 1_000_003n);
    const isOpen = startNs === null || random() < 0.08;
    const lengthNs = random() < 0.1 ? -BigInt(below(9_000_000)) : BigInt(below(random() < 0.3 ? 900 : 400_000_000));
    const status = random() < 0.12 ? 'error' : isOpen ? 'running' : random() < 0.2 ? 'unset' : 'ok';
    return {
      stepId,
      parentId: parentOf(index),
      kind: KINDS[below(KINDS.length)] as StepKind,
      name: NAMES[below(NAMES.length)] as string,
      startNs,
      endNs: isOpen ? null : (startNs as bigint) + lengthNs,
      status,
      error: status === 'error' ? `failed at ${index}` : null,
      input: null,
      output: null,
      facts: {},
      attributes: {},
      events: [],
    };
  });
  return shuffled(steps, below);

  /** Mostly somebody earlier; a few later ones, which is where loops come from; a few who never arrive. */
  function parentOf(index: number): string | null {
    const dice = random();
    if (index === 0 ? dice < 0.7 : dice < 0.06) return null;
    if (dice < 0.12) return `lost${below(5)}`;
    if (dice < 0.14) return ids[index] as string;
    if (dice < 0.2) return ids[below(size)] as string;
    return ids[Math.max(0, index - 1 - below(Math.min(index + 1, 12)))] as string;
  }
}

/** One step below the other, from the root down, or with the root below the last: a loop of that length. Each starts 1 ms later. */
export function stepChain(length: number, { isLoop = false }: { isLoop?: boolean } = {}): CanonicalStep[] {
  return Array.from({ length }, (_, index): CanonicalStep => {
    const startNs = FIRST_NS + BigInt(index) * 1_000_000n;
    return {
      stepId: `c${index}`,
      parentId: index > 0 ? `c${index - 1}` : isLoop ? `c${length - 1}` : null,
      kind: 'CHAIN',
      name: `level ${index}`,
      startNs,
      endNs: FIRST_NS + BigInt(2 * length - index) * 1_000_000n,
      status: 'ok',
      error: null,
      input: null,
      output: null,
      facts: {},
      attributes: {},
      events: [],
    };
  });
}

/** Mulberry32: a number in [0, 1) each time, from a 32 bit seed. */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled<T>(list: readonly T[], below: (end: number) => number): T[] {
  const all = [...list];
  for (let last = all.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [all[last], all[other]] = [all[other] as T, all[last] as T];
  }
  return all;
}
