// One value in two spellings is the same value, and another value never is, whatever the spelling.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelOf } from './match-label';
import { indexSource } from './match-source';
import { findValue } from './match-value';

const RUNS = { seed: 20_260, numRuns: 150 };

/** Places where a text has the value as itself: not rounded, not with another sign. */
function standsIn(text: string, value: string | number): boolean {
  const source = indexSource([{ page: 1, text, words: null }]);
  return findValue(source, { value, label: labelOf('/value') }).some(({ state }) => state !== 'approximate');
}

const grouped = (digits: string, mark: string) => digits.replace(/(?<=\d)(?=(?:\d{3})+$)/gu, mark);
const inLakhs = (digits: string) =>
  digits.length <= 3 ? digits : `${digits.slice(0, -3).replace(/(?<=\d)(?=(?:\d\d)+$)/gu, ',')},${digits.slice(-3)}`;
const inDigits = (text: string, zero: number) => text.replace(/\d/gu, (digit) => String.fromCharCode(zero + Number(digit)));

type Writing = (cents: number) => string;
const written =
  (group: (digits: string) => string, decimal: string): Writing =>
  (cents) =>
    `${group(String(Math.floor(cents / 100)))}${decimal}${String(cents % 100).padStart(2, '0')}`;
const WRITINGS: Record<string, Writing> = {
  plain: written((digits) => digits, '.'),
  'comma and dot': written((digits) => grouped(digits, ','), '.'),
  'dot and comma': written((digits) => grouped(digits, '.'), ','),
  'narrow space and comma': written((digits) => grouped(digits, '\u202f'), ','),
  'fixed space and comma': written((digits) => grouped(digits, '\u00a0'), ','),
  apostrophe: written((digits) => grouped(digits, "'"), '.'),
  lakhs: written(inLakhs, '.'),
  'full width': (cents) => inDigits(written((digits) => grouped(digits, ','), '.')(cents), 0xff10),
  'Arabic-Indic': (cents) => inDigits(written((digits) => grouped(digits, '\u066c'), '\u066b')(cents), 0x660),
};
/** Beyond 1,000, so that grouping shows, with cents, so that the decimal mark does. */
const cents = fc.integer({ min: 100_001, max: 999_999_999 }).filter((amount) => amount % 100 !== 0);
const NAMES = Object.keys(WRITINGS);
const write = (name: string, amount: number) => (WRITINGS[name] as Writing)(amount);

describe('one amount in two spellings', () => {
  it.each(NAMES)('%s in the text is the number', (name) => {
    fc.assert(
      fc.property(cents, (amount) => {
        expect(standsIn(`The total is ${write(name, amount)} for all.`, amount / 100)).toBe(true);
      }),
      RUNS,
    );
  });

  it.each(NAMES)('%s in the text is the amount however it is asked for', (name) => {
    fc.assert(
      fc.property(cents, fc.constantFrom(...NAMES), (amount, asked) => {
        expect(standsIn(`The total is ${write(name, amount)} for all.`, write(asked, amount))).toBe(true);
      }),
      RUNS,
    );
  });

  it.each(NAMES)('%s in the text is no other amount', (name) => {
    fc.assert(
      fc.property(cents, cents, fc.constantFrom(...NAMES), (amount, other, asked) => {
        fc.pre(amount !== other);
        const text = `The total is ${write(name, amount)} for all.`;
        expect(standsIn(text, other / 100)).toBe(false);
        expect(standsIn(text, write(asked, other))).toBe(false);
      }),
      RUNS,
    );
  });
});

const MONTHS = {
  en: 'January February March April May June July August September October November December',
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  nl: 'januari februari maart april mei juni juli augustus september oktober november december',
};
type Day = { y: number; m: number; d: number };
const month = (language: keyof typeof MONTHS, m: number) => MONTHS[language].split(' ')[m - 1] ?? '';
const two = (number: number) => String(number).padStart(2, '0');
const iso = ({ y, m, d }: Day) => `${y}-${two(m)}-${two(d)}`;
const DATES: Record<string, (day: Day) => string> = {
  ISO: iso,
  'day first, by habit': ({ y, m, d }) => `${two(d)}/${two(m)}/${y}`,
  'month first, by habit': ({ y, m, d }) => `${two(m)}/${two(d)}/${y}`,
  'with dots': ({ y, m, d }) => `${d}.${m}.${y}`,
  'English, day first': ({ y, m, d }) => `${d} ${month('en', m)} ${y}`,
  'English, month first': ({ y, m, d }) => `${month('en', m)} ${d}, ${y}`,
  German: ({ y, m, d }) => `${d}. ${month('de', m)} ${y}`,
  French: ({ y, m, d }) => `${d === 1 ? '1er' : d} ${month('fr', m)} ${y}`,
  Spanish: ({ y, m, d }) => `${d} de ${month('es', m)} de ${y}`,
  Italian: ({ y, m, d }) => `${d} ${month('it', m)} ${y}`,
  Dutch: ({ y, m, d }) => `${d} ${month('nl', m)} ${y}`,
  'Chinese and Japanese': ({ y, m, d }) => `${y}年${m}月${d}日`,
};
/** A date elsewhere in the document that can be read in one order only. */
const HABITS: Record<string, string> = {
  'day first, by habit': 'Printed 25/01/1999. ',
  'month first, by habit': 'Printed 01/25/1999. ',
  'with dots': 'Printed 25.01.1999. ',
};
const day = fc.record({ y: fc.integer({ min: 2000, max: 2069 }), m: fc.integer({ min: 1, max: 12 }), d: fc.integer({ min: 1, max: 28 }) });
const FORMS = Object.keys(DATES);
const dated = (name: string, one: Day) => `${HABITS[name] ?? ''}It is due on ${DATES[name]?.(one)}, as agreed.`;
/** Spellings that tell the day by themselves. */
const PLAIN = FORMS.filter((name) => HABITS[name] === undefined);

describe('one day in two spellings', () => {
  it.each(FORMS)('%s is the day, however it is asked for', (name) => {
    fc.assert(
      fc.property(day, fc.constantFrom(...PLAIN), (one, asked) => {
        expect(standsIn(dated(name, one), DATES[asked]?.(one) ?? '')).toBe(true);
      }),
      RUNS,
    );
  });

  it.each(FORMS)('%s is no other day', (name) => {
    fc.assert(
      fc.property(day, day, fc.constantFrom(...PLAIN), (one, other, asked) => {
        fc.pre(iso(one) !== iso(other));
        expect(standsIn(dated(name, one), DATES[asked]?.(other) ?? '')).toBe(false);
      }),
      RUNS,
    );
  });
});

describe('signs and shares', () => {
  it('an amount in brackets is negative', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        const text = `The result is (${write('comma and dot', amount)}) for all.`;
        expect(standsIn(text, -amount / 100)).toBe(true);
        expect(standsIn(text, amount / 100)).toBe(false);
      }),
      RUNS,
    );
  });

  it('a percentage is its fraction and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }), (tenths, other) => {
        const text = `The rate is ${tenths / 10} % a year.`;
        expect(standsIn(text, tenths / 1000)).toBe(true);
        fc.pre(other !== tenths && other !== tenths * 100);
        expect(standsIn(text, other / 1000)).toBe(false);
      }),
      RUNS,
    );
  });
});
