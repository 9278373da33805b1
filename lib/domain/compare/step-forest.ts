// The steps of one run as a forest in flat arrays: parents, sizes, and numbers that are equal exactly for equal subtrees.
import type { ComparableStep } from './comparable-run';
import { contentWords, nameWords, Vocabulary } from './content-words';

/** What both runs share, so that equal things get equal numbers. */
export interface SharedNumbers {
  words: Vocabulary;
  labels: Vocabulary;
  contents: Vocabulary;
  subtrees: Vocabulary;
}

export interface StepForest {
  count: number;
  steps: readonly ComparableStep[];
  /** Place of the parent, -1 for a root. */
  parent: Int32Array;
  /** Steps of the subtree, its root included. */
  size: Int32Array;
  /** Places of the children by parent, -1 for the roots. */
  children: ReadonlyMap<number, readonly number[]>;
  /** Equal for the same kind and name (of the tool, where it is one). */
  label: Int32Array;
  /** Equal for the same label, input, output and error. */
  content: Int32Array;
  /** Equal for the same label and input; -1 without an input. */
  asked: Int32Array;
  /** Equal for the same content in all steps below, in the same order. */
  subtree: Int32Array;
  /** Sorted numbers of the words of the step and of the beginnings of its children. */
  bag: readonly Int32Array[];
  nameBag: readonly Int32Array[];
}

const CHILD_WORDS = 24;
const CHILDREN_READ = 8;

/** So few words are said in many places: no ground to hold a lone step for another one. */
const TELLING_WORDS = 3;

/** Whether a step says enough, alone or with those below it, to be known again elsewhere. */
export function isTelling({ size, bag }: StepForest, place: number): boolean {
  return (size[place] as number) > 1 || (bag[place]?.length ?? 0) >= TELLING_WORDS;
}

export const sharedNumbers = (): SharedNumbers => ({
  words: new Vocabulary(),
  labels: new Vocabulary(),
  contents: new Vocabulary(),
  subtrees: new Vocabulary(),
});

/** Without recursion: 100,000 steps in one chain are as good as in one list. */
export function stepForest(steps: readonly ComparableStep[], shared: SharedNumbers): StepForest {
  const parent = parentPlaces(steps);
  const children = new Map<number, number[]>();
  parent.forEach((above, place) => {
    const siblings = children.get(above);
    if (siblings) siblings.push(place);
    else children.set(above, [place]);
  });
  const label = Int32Array.from(steps, (step) => shared.labels.numberOf(`${step.kind}\n${shownName(step)}`));
  const content = Int32Array.from(steps, (step, place) => shared.contents.numberOf(`${label[place]}\n${contentKey(step)}`));
  const asked = Int32Array.from(steps, ({ input }, place) =>
    input.digest === null ? -1 : shared.contents.numberOf(`asked\n${label[place]}\n${input.digest}`),
  );
  const size = new Int32Array(steps.length).fill(1);
  const subtree = new Int32Array(steps.length);
  for (let place = steps.length - 1; place >= 0; place--) {
    const below = children.get(place) ?? [];
    for (const child of below) size[place] = (size[place] as number) + (size[child] as number);
    subtree[place] = shared.subtrees.numberOf(`${content[place]}:${below.map((child) => subtree[child]).join(',')}`);
  }
  return {
    count: steps.length,
    steps,
    parent,
    size,
    children,
    label,
    content,
    asked,
    subtree,
    bag: bagsOf(steps, children, shared.words),
    nameBag: nameBags(steps, label, shared.words),
  };
}

export function shownName({ name, facts }: ComparableStep): string {
  return facts.toolName ?? name;
}

function contentKey({ input, output, error, status }: ComparableStep): string {
  return `${input.digest ?? ''}\n${output.digest ?? ''}\n${status === 'error' ? (error ?? 'error') : ''}`;
}

function parentPlaces(steps: readonly ComparableStep[]): Int32Array {
  const path: number[] = [];
  return Int32Array.from(steps, ({ depth }, place) => {
    path.length = Math.min(path.length, depth);
    const above = path.at(-1) ?? -1;
    path.push(place);
    return above;
  });
}

function bagsOf(
  steps: readonly ComparableStep[],
  children: ReadonlyMap<number, readonly number[]>,
  vocabulary: Vocabulary,
): readonly Int32Array[] {
  const own = steps.map(({ input, output, error }) =>
    contentWords(`${input.head}\n${output.head}\n${error ?? ''}`).map((word) => vocabulary.numberOf(word)),
  );
  return own.map((words, place) => {
    const bag = new Set(words);
    for (const child of (children.get(place) ?? []).slice(0, CHILDREN_READ)) {
      const step = steps[child] as ComparableStep;
      bag.add(vocabulary.numberOf(`below ${step.kind} ${shownName(step)}`));
      for (const word of (own[child] ?? []).slice(0, CHILD_WORDS)) bag.add(word);
    }
    return sorted([...bag]);
  });
}

/** Names are few and repeated: one list for each label. */
function nameBags(steps: readonly ComparableStep[], label: Int32Array, vocabulary: Vocabulary): readonly Int32Array[] {
  const byLabel = new Map<number, Int32Array>();
  return steps.map((step, place) => {
    const known = byLabel.get(label[place] as number);
    if (known) return known;
    const bag = sorted(nameWords(shownName(step)).map((word) => vocabulary.numberOf(`name ${word}`)));
    byLabel.set(label[place] as number, bag);
    return bag;
  });
}

function sorted(numbers: number[]): Int32Array {
  return Int32Array.from(numbers).sort();
}
