// The clauses that are looked for in a contract, and how each is found in a text.

export interface Clause {
  name: string;
  pattern: RegExp;
  value(match: RegExpExecArray): string | number;
}

const number = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''));
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const CLAUSES: readonly Clause[] = [
  { name: 'payment_days', pattern: /[^.]*payable within (\d+) days[^.]*\./, value: (match) => number(match[1]) },
  { name: 'unit_price', pattern: /The price per [a-z ]+ is ([A-Z]{3} \d+\.\d{2})\./, value: (match) => match[1] ?? '' },
  {
    name: 'liability_cap',
    pattern: /[^.]*liability of each party is limited to [A-Z]{3} ([\d,]+)[^.]*\./,
    value: (match) => number(match[1]),
  },
  { name: 'notice_months', pattern: /[^.]*terminated with (\d+) months notice\./, value: (match) => number(match[1]) },
  {
    name: 'term_end',
    pattern: /[^.]*runs until (\d+) ([A-Z][a-z]+) (\d{4})[^.]*\./,
    value: (match) => `${match[3]}-${String(MONTHS.indexOf(match[2] ?? '') + 1).padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}`,
  },
  { name: 'delivery_hours', pattern: /[^.]*delivered within (\d+) hours[^.]*\./, value: (match) => number(match[1]) },
  { name: 'governing_law', pattern: /[^.]*governed by the law of ([A-Z][a-z]+)\./, value: (match) => match[1] ?? '' },
  { name: 'notices_to', pattern: /Notices are sent to ([^,.]+)[^.]*\./, value: (match) => match[1] ?? '' },
];
