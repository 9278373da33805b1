// Reads the scores out of an answer: those that are whole and in range count, the rest is named. Nothing is guessed or clipped.
import { excerpt } from '@/lib/connectors/judge-answer';
import { type PairScore, pairId, type ReadAnswer } from './contract';

type Fields = { [name: string]: unknown };
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `note` is the field that holds what it says in words. Null when there is no list of scores. */
export function readScores(listed: unknown, pairCount: number, model: string | null, note: 'detail' | 'reason'): ReadAnswer | null {
  if (!Array.isArray(listed)) return null;
  const byId = new Map<string, PairScore | null>();
  const wrong = { unknown: 0, twice: 0, range: 0 };
  for (const each of listed as unknown[]) {
    const id = isFields(each) && (typeof each['id'] === 'string' || typeof each['id'] === 'number') ? String(each['id']) : '';
    const index = Number(id) - 1;
    if (!isFields(each) || !Number.isInteger(index) || index < 0 || index >= pairCount || pairId(index) !== id) {
      wrong.unknown += 1;
      continue;
    }
    const support = each['support'];
    const isUsable = typeof support === 'number' && support >= 0 && support <= 1;
    // Two words about one pair are no word.
    if (byId.has(id)) wrong.twice += 1;
    else if (!isUsable) wrong.range += 1;
    byId.set(id, isUsable && !byId.has(id) ? { support, detail: plainLine(each[note]) } : null);
  }
  const scores = Array.from({ length: pairCount }, (_, index) => byId.get(pairId(index)) ?? null);
  return { scores, model, problem: problemOf(scores, wrong), isReadable: true };
}

export function modelName(value: unknown): string | null {
  return typeof value === 'string' ? plainLine(value) : null;
}

function problemOf(scores: readonly (PairScore | null)[], wrong: { unknown: number; twice: number; range: number }): string | null {
  const missing = scores.filter((score) => score === null).length;
  const parts = [
    ...(wrong.range > 0 ? [`${wrong.range} with a support that is no number from 0 to 1`] : []),
    ...(wrong.unknown > 0 ? [`${wrong.unknown} with an id that was not asked about`] : []),
    ...(wrong.twice > 0 ? [`${wrong.twice} given twice`] : []),
  ];
  if (missing === 0 && parts.length === 0) return null;
  const rest = parts.length > 0 ? ` (${parts.join(', ')})` : '';
  return missing > 0
    ? `${missing} of ${scores.length} pairs got no usable score${rest}.`
    : `All pairs got a score, and there were others${rest}.`;
}

/** Plain text in one line without control characters: it is kept and shown. */
function plainLine(value: unknown): string | null {
  const line = typeof value === 'string' ? excerpt(Buffer.from(value.slice(0, 2000))) : '';
  return line === '' ? null : line;
}
