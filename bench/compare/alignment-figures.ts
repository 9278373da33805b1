// Precision and recall of aligned pairs against the key by hand.
import { groupBy } from '@/lib/domain/group-by';
import type { ComparableStep } from '@/lib/domain/compare/comparable-run';
import type { KeyedPair } from './taubench-key';
import type { AttemptSteps } from './taubench-steps';

export interface AlignmentFigures {
  found: number;
  right: number;
  inKey: number;
  precision: number;
  recall: number;
  f1: number;
}

/** Places of the steps that are paired. */
export type Aligner = (left: readonly ComparableStep[], right: readonly ComparableStep[]) => (readonly [number, number])[];

/** Roots are left out: they are paired by anybody. */
export function alignmentFigures(key: readonly KeyedPair[], attempts: ReadonlyMap<string, AttemptSteps>, align: Aligner): AlignmentFigures {
  let [found, right, inKey] = [0, 0, 0];
  for (const { task, pairs } of key) {
    const before = attempts.get(`${task}-0`) as AttemptSteps;
    const after = attempts.get(`${task}-1`) as AttemptSteps;
    const wanted = new Set(pairs.map((pair) => pair.join('-')));
    const got = align(before.steps, after.steps)
      .map(([l, r]) => `${before.messageOf[l]}-${after.messageOf[r]}`)
      .filter((pair) => pair !== '-1--1');
    found += got.length;
    inKey += wanted.size;
    right += got.filter((pair) => wanted.has(pair)).length;
  }
  const precision = found === 0 ? 0 : right / found;
  const recall = inKey === 0 ? 0 : right / inKey;
  return { found, right, inKey, precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** The n-th step with the n-th step. */
export const byPosition: Aligner = (left, right) =>
  Array.from({ length: Math.min(left.length, right.length) }, (_, place) => [place, place] as const);

/** The n-th step of a kind and name with the n-th of that kind and name: what the product did before. */
export const byKeyAndOccurrence: Aligner = (left, right) => {
  const keyOf = ({ kind, name }: ComparableStep) => `${kind} ${name}`;
  const waiting = groupBy(
    right.entries(),
    ([, step]) => keyOf(step),
    ([place]) => place,
  );
  return left.flatMap((step, place) => {
    const partner = waiting.get(keyOf(step))?.shift();
    return partner === undefined ? [] : [[place, partner] as const];
  });
};
