// The values that stand beside a field's own words in a source: what the source itself gives for the field.
import type { TextRange } from './anchor-source';
import { labelScore, type Label } from '@/lib/domain/match/match-label';
import type { SourceIndex } from '@/lib/domain/match/match-source';

export interface LabelledValue extends TextRange {
  /** Plain digits or ISO date: equal values have equal keys. */
  key: string;
  written: string;
}

export type ValueKind = 'number' | 'date';

/** Beside means on the same line or the next, this near. Characters. */
const REACH = 48;
const MAX_PLACES = 40;
const SURE = 0.75;

/** Distinct places where the words of the label stand right before a value of the kind. Empty when the label is too common to tell. */
export function labelledValues(source: SourceIndex, label: Label, kind: ValueKind): LabelledValue[] {
  const rarest = label.own
    .map((word) => source.postings().get(word) ?? [])
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.length - b.length)[0];
  if (!rarest || rarest.length > MAX_PLACES) return [];
  const { starts, ends } = source.folded();
  const { keyStarts, keyEnds } = source.tokens();
  const mentions = kind === 'number' ? source.numbers() : source.dates();
  const found = new Map<number, LabelledValue>();
  for (const token of rarest) {
    const from = ends[(keyEnds[token] as number) - 1] as number;
    if (from < (starts[keyStarts[token] as number] as number)) continue;
    const mention = mentions[firstStartingAfter(mentions, from)];
    if (!mention || mention.start - from > REACH || /[.!?]\s|\n[^\n]*\n/u.test(source.text.slice(from, mention.start))) continue;
    if ('isAttached' in mention && (mention.isAttached || isDatePart(source, mention))) continue;
    if (labelScore(source, mention.start, mention.end, { own: label.own, above: [] }) < SURE) continue;
    const key = 'digits' in mention ? `${mention.isNegative ? '-' : ''}${mention.digits}` : mention.iso;
    found.set(mention.start, { start: mention.start, end: mention.end, key, written: source.text.slice(mention.start, mention.end) });
  }
  return [...found.values()];
}

const isDatePart = (source: SourceIndex, { start, end }: TextRange): boolean => {
  const dates = source.dates();
  const date = dates[firstStartingAfter(dates, start + 1) - 1];
  return date !== undefined && date.start <= start && end <= date.end;
};

function firstStartingAfter(mentions: readonly TextRange[], offset: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mentions[middle] as TextRange).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
