// What can be chosen while a filter is typed: names of filters, then values that are in use.
import { CHIP_KINDS } from '@/lib/domain/run/run-chip';

/** By parameter. `label` where the value is an id. */
export type ChipOptions = Readonly<Record<string, readonly { value: string; label?: string; count?: number }[]>>;

export interface ChipSuggestion {
  /** What the field would hold; with a colon at its end, values follow. */
  text: string;
  label: string;
  /** Beside it: what it is, or in how many of the newest runs. */
  hint: string;
}

const MAX = 9;

export function chipSuggestions(typed: string, options: ChipOptions, canSearch: boolean): ChipSuggestion[] {
  const text = typed.trimStart();
  const [, word = '', rest = ''] = /^([a-z-]+):\s*(.*)$/su.exec(text) ?? [];
  const kind = CHIP_KINDS.find((one) => one.word === word);
  if (kind) {
    const wanted = rest.trim().toLowerCase();
    const known =
      options[kind.parameter] ?? kind.values?.map((value): { value: string; label?: string; count?: number } => ({ value })) ?? [];
    const fitting = known.filter(({ value, label }) =>
      `${value} ${value.replaceAll('_', ' ')} ${label ?? ''}`.toLowerCase().includes(wanted),
    );
    const offered = fitting.slice(0, MAX).map(({ value, label, count }) => ({
      text: `${kind.word}:${value}`,
      label: label ?? value.replaceAll('_', ' '),
      hint: count === undefined ? '' : `${count} of the newest`,
    }));
    if (wanted === '' && offered.length === 0) return [{ text: `${kind.word}:`, label: kind.title, hint: `such as ${kind.example}` }];
    const isExact = known.some(({ value }) => value === rest.trim());
    return wanted === '' || isExact ? offered : [...offered, { text: `${kind.word}:${rest.trim()}`, label: rest.trim(), hint: kind.title }];
  }
  const wanted = text.trim().toLowerCase();
  const phrase = wanted === '' || !canSearch ? [] : [{ text: text.trim(), label: `“${text.trim()}”`, hint: 'in input, output or context' }];
  const names = CHIP_KINDS.filter(
    ({ word: own, title }) => own.startsWith(wanted) || (wanted.length > 1 && title.toLowerCase().includes(wanted)),
  )
    .slice(0, MAX)
    .map(({ word: own, title, example }) => ({ text: `${own}:`, label: `${own}:`, hint: `${title}, such as ${example}` }));
  // A name that begins as typed goes before the words themselves.
  return names.some(({ text: own }) => own.startsWith(wanted)) && wanted !== '' ? [...names, ...phrase] : [...phrase, ...names];
}
