// Lays a text along a stretch of a source word by word and says what differs: the measure behind `approximate`, and the
// difference between a slip of form and a changed number or a lost `not`.
import { isNegation, isFunctionWord } from './match-lexeme';
import { numberOf } from './match-number-words';
import type { QueryToken } from './match-query';

export interface SourceToken {
  word: string;
  weight: number;
  isNumber: boolean;
}

export interface Change {
  kind: 'number' | 'negation' | 'word';
  wanted: string | null;
  found: string | null;
  /** Index in the stretch of the source, null for what the source lacks. */
  at: number | null;
}

export interface Alignment {
  /** Range in the stretch, `to` exclusive. */
  from: number;
  to: number;
  /** 1 minus the cost of all differences as a share of the weight of the text. */
  similarity: number;
  changes: Change[];
  /** Indexes in the stretch that the text stands on. */
  on: number[];
}

/** Words the source has between the wanted ones cost less than wanted words that it lacks. */
const INSERTION = 0.5;
/** Spelling that is nearer than this counts as the same word with a slip. */
const SAME_WORD = 0.7;

const DIAGONAL = 1;
const DELETE = 2;
const INSERT = 3;

/** Best place of all of `query` in `stretch`; what the stretch has before and after is free. O(query × stretch). */
export function align(query: readonly QueryToken[], stretch: readonly SourceToken[]): Alignment {
  const [rows, columns] = [query.length, stretch.length];
  const width = columns + 1;
  const cost = new Float64Array((rows + 1) * width);
  const step = new Uint8Array((rows + 1) * width);
  for (let row = 1; row <= rows; row++) {
    const wanted = query[row - 1] as QueryToken;
    cost[row * width] = (cost[(row - 1) * width] as number) + wanted.weight;
    step[row * width] = DELETE;
    for (let column = 1; column <= columns; column++) {
      const found = stretch[column - 1] as SourceToken;
      const here = row * width + column;
      const diagonal = (cost[here - width - 1] as number) + substitution(wanted, found);
      const deletion = (cost[here - width] as number) + wanted.weight;
      const insertion = row === rows ? Number.POSITIVE_INFINITY : (cost[here - 1] as number) + found.weight * INSERTION;
      const best = Math.min(diagonal, deletion, insertion);
      cost[here] = best;
      step[here] = best === diagonal ? DIAGONAL : best === deletion ? DELETE : INSERT;
    }
  }
  let end = 0;
  for (let column = 1; column <= columns; column++)
    if ((cost[rows * width + column] as number) < (cost[rows * width + end] as number)) end = column;
  const total = query.reduce((sum, { weight }) => sum + weight, 0);
  const similarity = total === 0 ? 0 : Math.max(0, 1 - (cost[rows * width + end] as number) / total);
  return { similarity, ...trace(query, stretch, step, width, end) };
}

function substitution(wanted: QueryToken, found: SourceToken): number {
  if (wanted.word === found.word) return 0;
  const alike = wordSimilarity(wanted, found);
  const apart = wanted.weight + found.weight * INSERTION;
  return alike >= SAME_WORD ? Math.max(wanted.weight, found.weight) * (1 - alike) : Math.min(apart, Math.max(wanted.weight, found.weight));
}

function wordSimilarity(wanted: QueryToken, found: SourceToken): number {
  const [a, b] = [wanted.word, found.word];
  if (wanted.isNumber || found.isNumber || isSpelled(a) || isSpelled(b)) return numberOf(a) === numberOf(b) ? 1 : 0;
  const longest = Math.max(a.length, b.length);
  if (longest < 4 || Math.abs(a.length - b.length) > longest * (1 - SAME_WORD)) return 0;
  // A slip rarely changes both ends of a word; this spares nine in ten of the comparisons below.
  if (a[0] !== b[0] && !(a.at(-1) === b.at(-1) && a.at(-2) === b.at(-2))) return 0;
  if (isNegation(a) !== isNegation(b)) return 0;
  return 1 - editDistance(a, b) / longest;
}

const isSpelled = (word: string): boolean => word.length <= 9 && numberOf(word) !== null;

/** Edits between two words: insert, delete, replace, or swap of neighbours. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? (before[j - 2] as number) + 1 : Number.POSITIVE_INFINITY;
      next.push(
        Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1), swap),
      );
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}

function trace(
  query: readonly QueryToken[],
  stretch: readonly SourceToken[],
  steps: Uint8Array,
  width: number,
  end: number,
): Omit<Alignment, 'similarity'> {
  const changes: Change[] = [];
  const on: number[] = [];
  let row = query.length;
  let column = end;
  while (row > 0) {
    const step = steps[row * width + column];
    const wanted = query[row - 1] as QueryToken;
    const found = stretch[column - 1];
    if (step === DIAGONAL && found) {
      if (wanted.word !== found.word) noteChange(changes, wanted, found, column - 1);
      if (wordSimilarity(wanted, found) >= SAME_WORD || wanted.word === found.word) on.push(column - 1);
      row--;
      column--;
    } else if (step === INSERT && found) {
      noteChange(changes, null, found, column - 1);
      column--;
    } else {
      noteChange(changes, wanted, null, null);
      row--;
    }
  }
  on.reverse();
  return { from: on[0] ?? column, to: (on.at(-1) ?? end - 1) + 1, changes: changes.reverse(), on };
}

function noteChange(changes: Change[], wanted: QueryToken | null, found: SourceToken | null, at: number | null): void {
  const words = [wanted?.word, found?.word].filter((word) => word !== undefined);
  if (wanted && found && wordSimilarity(wanted, found) === 1) return;
  // A number that the source has in the place of a word is a mark in a list more often than a statement.
  const isNumber = wanted !== null && numberOf(wanted.word) !== null;
  if (!isNumber && !words.some(isNegation) && words.every(isFunctionWord)) return;
  if (wanted === null && found !== null && numberOf(found.word) !== null) return;
  const kind = isNumber ? 'number' : words.filter(isNegation).length === 1 ? 'negation' : 'word';
  changes.push({ kind, wanted: wanted?.word ?? null, found: found?.word ?? null, at });
}
