// Pairs the entries of two lists by one key after another: the surest first, and what is near-same by its words at last.
import { contentWords } from './content-words';

/** Null: this key says nothing about the entry. */
export type EntryKey<T> = (entry: T) => string | null;

/** Texts with this share of words in common (Jaccard) are near-same. */
const NEAR_SAME = 0.6;
/** Beyond this many comparisons only keys decide. */
const COMPARISONS = 250_000;

/**
 * For each left entry the place of its partner, -1 without one. Entries with one key are paired by occurrence, so the same pairs come
 * out whichever list is called left. `textOf` null: no entry is near-same to another.
 */
export function pairInTurns<T>(
  left: readonly T[],
  right: readonly T[],
  keys: readonly EntryKey<T>[],
  textOf: ((entry: T) => string) | null,
): Int32Array {
  const toRight = new Int32Array(left.length).fill(-1);
  const taken = new Set<number>();
  for (const keyOf of keys) pairByKey(left, right, keyOf, toRight, taken);
  if (textOf) pairNearSame(left, right, textOf, toRight, taken);
  return toRight;
}

function pairByKey<T>(left: readonly T[], right: readonly T[], keyOf: EntryKey<T>, toRight: Int32Array, taken: Set<number>): void {
  const waiting = new Map<string, number[]>();
  for (let place = right.length - 1; place >= 0; place--) {
    const key = taken.has(place) ? null : keyOf(right[place] as T);
    if (key === null) continue;
    const places = waiting.get(key);
    if (places) places.push(place);
    else waiting.set(key, [place]);
  }
  left.forEach((entry, place) => {
    const key = toRight[place] === -1 ? keyOf(entry) : null;
    const partner = key === null ? undefined : waiting.get(key)?.pop();
    if (partner === undefined) return;
    toRight[place] = partner;
    taken.add(partner);
  });
}

function pairNearSame<T>(
  left: readonly T[],
  right: readonly T[],
  textOf: (entry: T) => string,
  toRight: Int32Array,
  taken: Set<number>,
): void {
  const here = left.flatMap((entry, place) => (toRight[place] === -1 ? [read(textOf(entry), place)] : []));
  const there = right.flatMap((entry, place) => (taken.has(place) ? [] : [read(textOf(entry), place)]));
  if (here.length * there.length > COMPARISONS) return;
  const found = here.flatMap((a) =>
    there.flatMap((b) => {
      const score = jaccard(a.words, b.words);
      return score >= NEAR_SAME ? [{ l: a.place, r: b.place, score, tie: [a.text, b.text].sort().join('\n') }] : [];
    }),
  );
  found.sort((a, b) => b.score - a.score || (a.tie < b.tie ? -1 : a.tie > b.tie ? 1 : 0));
  for (const { l, r } of found) {
    if (toRight[l] !== -1 || taken.has(r)) continue;
    toRight[l] = r;
    taken.add(r);
  }
}

const read = (text: string, place: number) => ({ text, place, words: new Set(contentWords(text, 400)) });

function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0;
  let both = 0;
  for (const word of left) if (right.has(word)) both++;
  return both / (left.size + right.size - both);
}
