// How much two steps have in common, between 0 and 1: kind, name, and the words of what went in and came out.
import type { StepForest } from './step-forest';

/** Steps that only group others are often renamed from one of these kinds to another. */
const GROUPING = new Set(['AGENT', 'CHAIN', 'ROUTE', 'PROMPT', 'EVENT']);

/** Shares of the parts where both steps say something; without words, kind and name alone. */
const WITH_WORDS = { kind: 0.2, name: 0.2, words: 0.6 };
const WITHOUT_WORDS = { kind: 0.4, name: 0.6 };
/** One says something and the other nothing. */
const ONE_SIDED = 0.3;
/** The same question to the same step, whatever came back. */
const SAME_INPUT = 0.9;

export type Likeness = (left: number, right: number) => number;

/**
 * Words count by how few steps of both runs have them (inverse document frequency, Spärck Jones 1972), compared by cosine: "please
 * provide" says little in a run that asks on every turn, a booking number says much.
 */
export function stepLikeness(left: StepForest, right: StepForest): Likeness {
  const weights = wordWeights([left, right]);
  const [leftLength, rightLength] = [lengths(left, weights), lengths(right, weights)];
  return (l, r) => {
    if (left.subtree[l] === right.subtree[r]) return 1;
    const kind = kindLikeness(left.steps[l]?.kind ?? '', right.steps[r]?.kind ?? '');
    const isSameLabel = left.label[l] === right.label[r];
    const name = isSameLabel ? 1 : overlap(left.nameBag[l] as Int32Array, right.nameBag[r] as Int32Array);
    if (kind === 0 && name < 1) return 0;
    const [lengthL, lengthR] = [leftLength[l] as number, rightLength[r] as number];
    if (lengthL === 0 && lengthR === 0) return WITHOUT_WORDS.kind * kind + WITHOUT_WORDS.name * name;
    const shared = lengthL === 0 || lengthR === 0 ? null : sharedWeight(left.bag[l] as Int32Array, right.bag[r] as Int32Array, weights);
    const words = shared === null ? ONE_SIDED : shared / Math.sqrt(lengthL * lengthR);
    const whole = WITH_WORDS.kind * kind + WITH_WORDS.name * name + WITH_WORDS.words * words;
    return left.asked[l] !== -1 && left.asked[l] === right.asked[r] ? Math.max(whole, SAME_INPUT) : whole;
  };
}

function kindLikeness(left: string, right: string): number {
  if (left === right) return 1;
  return GROUPING.has(left) && GROUPING.has(right) ? 0.5 : 0;
}

function wordWeights(forests: readonly StepForest[]): Float64Array {
  const all = forests.flatMap(({ bag }) => bag);
  const highest = all.reduce((most, bag) => Math.max(most, bag.at(-1) ?? 0), 0);
  const counts = new Float64Array(highest + 1);
  for (const bag of all) for (const word of bag) counts[word] = (counts[word] as number) + 1;
  return counts.map((count) => (count === 0 ? 0 : Math.log(1 + all.length / count)));
}

function lengths({ bag }: StepForest, weights: Float64Array): Float64Array {
  return Float64Array.from(bag, (words) => words.reduce((sum, word) => sum + (weights[word] as number), 0));
}

function sharedWeight(left: Int32Array, right: Int32Array, weights: Float64Array): number {
  let shared = 0;
  for (let l = 0, r = 0; l < left.length && r < right.length; ) {
    const difference = (left[l] as number) - (right[r] as number);
    if (difference === 0) shared += weights[left[l] as number] as number;
    if (difference <= 0) l++;
    if (difference >= 0) r++;
  }
  return shared;
}

/** Dice's coefficient of two sorted lists. */
function overlap(left: Int32Array, right: Int32Array): number {
  if (left.length + right.length === 0) return 0;
  let both = 0;
  for (let l = 0, r = 0; l < left.length && r < right.length; ) {
    const difference = (left[l] as number) - (right[r] as number);
    if (difference === 0) both++;
    if (difference <= 0) l++;
    if (difference >= 0) r++;
  }
  return (2 * both) / (left.length + right.length);
}
