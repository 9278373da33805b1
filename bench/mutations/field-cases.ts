// One field of a true record changed, the others as they are: digits of amounts and numbers, dates, currencies, names.
import { randomFrom } from '../evidence/random';
import { FIGURE_MUTATIONS } from './figure-mutations';
import { falseAlarm, judgeMutated } from './judge';
import type { Outcome } from './sentence-cases';
import { bare, runOver, textOf, type TrueRecord } from './true-quote';

/** A value that stands nowhere: what it is says which of these codes it gets. */
const NOWHERE = ['number_not_in_source', 'date_not_in_source', 'evidence_missing', 'evidence_contradicted'];

interface FieldMutation {
  name: string;
  mutate: (value: string | number, record: TrueRecord, random: () => number) => string | number | null;
  codes: readonly string[];
}

const figure = (name: string) => FIGURE_MUTATIONS.find((one) => one.name === name)?.mutate;
const NUMERIC_DATE = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|^\d{4}-\d{2}-\d{2}$/u;

function digitAt(value: string | number, random: () => number): string | number | null {
  const text = typeof value === 'number' ? value.toFixed(2) : value;
  if (!/^[\p{L}\d\s.,:/-]*\d{2,}[\d.,/-]*$/u.test(text) || NUMERIC_DATE.test(text)) return null;
  const places = [...text].flatMap((char, index) => (/\d/u.test(char) ? [index] : []));
  const at = places[Math.floor(random() * places.length)] as number;
  const changed = text.slice(0, at) + String((Number(text[at]) + 1 + Math.floor(random() * 8)) % 10) + text.slice(at + 1);
  return typeof value === 'number' ? Number(changed) : changed;
}

function swapAt(value: string | number, random: () => number): string | number | null {
  const text = typeof value === 'number' ? value.toFixed(2) : value;
  if (!/^[\p{L}\d\s.,:/-]*\d{2,}[\d.,/-]*$/u.test(text) || NUMERIC_DATE.test(text)) return null;
  const places = [...text].flatMap((_, index) => (/^(\d)(?!\1)\d$/u.test(text.slice(index, index + 2)) ? [index] : []));
  const at = places[Math.floor(random() * places.length)];
  if (at === undefined) return null;
  const changed = text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  return typeof value === 'number' ? Number(changed) : changed;
}

/** Another day in the same notation; the order of day and month does not matter, both readings change. */
function dayOf(value: string | number, random: () => number): string | null {
  if (typeof value !== 'string') return null;
  if (!NUMERIC_DATE.test(value)) return figure('day shifted')?.(value, { random } as never) ?? null;
  const step = 1 + Math.floor(random() * 3);
  return value.replace(/\d+(?!.*\d)|^\d{1,2}(?=[/.-])/u, (part) =>
    part.length > 2 ? part : String(Number(part) > 6 ? Number(part) - step : Number(part) + step).padStart(part.length, '0'),
  );
}

const FIELD_MUTATIONS: readonly FieldMutation[] = [
  { name: 'field: digit changed', mutate: (value, _, random) => digitAt(value, random), codes: NOWHERE },
  { name: 'field: digits swapped', mutate: (value, _, random) => swapAt(value, random), codes: NOWHERE },
  { name: 'field: day shifted', mutate: (value, _, random) => dayOf(value, random), codes: NOWHERE },
  {
    name: 'field: name changed',
    mutate: (value) => (typeof value === 'string' && /^\p{Lu}[\p{L} .&]{7,}$/u.test(value) ? value.replace(/\p{L}+/u, 'Morgenthal') : null),
    codes: ['evidence_missing', 'name_not_in_source', 'name_changed'],
  },
  {
    name: 'field: currency changed',
    mutate: (value, { ground }) => {
      const sign = typeof value === 'number' ? /([$€£])\s?$/u.exec(textOf(ground).split(value.toFixed(2))[0] ?? '')?.[1] : undefined;
      return sign && typeof value === 'number' ? `${sign === '€' ? 'USD' : 'EUR'} ${value.toFixed(2)}` : null;
    },
    codes: ['currency_changed'],
  },
];

/** Every field that allows a mutation, `ways` times each with another choice of digits. */
export function* fieldOutcomes(records: readonly TrueRecord[], seed = 1, ways = 3): Generator<Outcome> {
  for (const [index, record] of records.entries()) {
    const { ground, fields } = record;
    const hay = bare(textOf(ground));
    for (const [place, [key, value]] of Object.entries(fields).entries()) {
      let alarm: string | null | undefined;
      for (const { name, mutate, codes } of FIELD_MUTATIONS) {
        const tried = new Set<string | number>();
        for (let way = 0; way < ways; way++) {
          const mutated = mutate(value, record, randomFrom(seed * 7919 + index * 131 + place * 17 + way));
          if (mutated === null || mutated === value || tried.has(mutated) || hay.includes(bare(written(mutated)))) continue;
          tried.add(mutated);
          alarm ??= falseAlarm(runOver(ground, { ...fields }), `/${key}`) ?? null;
          const verdict = judgeMutated(runOver(ground, { ...fields, [key]: mutated }), codes, `/${key}`);
          yield { mutation: name, set: ground.set, original: `${key}: ${value}`, mutated: String(mutated), alarm, ...verdict };
        }
      }
    }
  }
}

const written = (value: string | number): string => (typeof value === 'number' ? value.toFixed(2) : value);
