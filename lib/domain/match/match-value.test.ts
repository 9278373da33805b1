import { describe, expect, it } from 'vitest';
import { labelOf } from './match-label';
import { indexSource } from './match-source';
import { findValue, wholeDate, wholeNumber } from './match-value';

const find = (text: string, value: string | number, path = '/value') => {
  const source = indexSource([{ page: 1, text, words: null }]);
  return findValue(source, { value, label: labelOf(path) }).map(({ start, end, state, match }) => [
    source.text.slice(start, end),
    state,
    match,
  ]);
};
const first = (text: string, value: string | number, path?: string) => find(text, value, path)[0];

describe('findValue', () => {
  it.each<[string, string | number, string, string, string]>([
    ['Total 279.84', 279.84, '279.84', 'exact', 'exact'],
    ['Total 1,279.80 USD', 1279.8, '1,279.80', 'normalised', 'digits'],
    ['Gesamt 1.279,84 EUR, Netto 1.000,50', 1279.84, '1.279,84', 'normalised', 'digits'],
    ['Revenue of $2.4 billion', 2_400_000_000, '2.4', 'normalised', 'scale'],
    ['a rate of 12.5% a year', 0.125, '12.5', 'normalised', 'percent'],
    ['thirty days', 30, 'thirty', 'normalised', 'number words'],
    ['(In thousands) 5,466,312', 5466, '5,466,312', 'approximate', 'rounded'],
    ['cost of sales (11,969)', 11969, '11,969', 'approximate', 'sign'],
    ['QUANTITY 24, 000', '24,000', '24, 000', 'normalised', 'digits'],
    ['Total RM 86.00', '86.00', '86.00', 'exact', 'exact'],
    ['Total 41,200.00', 'EUR 41.200,00', '41,200.00', 'normalised', 'digits'],
    ['Total $ 41,200', 'EUR 41,200', '41,200', 'approximate', 'currency'],
    ['due 20. März 2023', '2023-03-20', '20. März 2023', 'normalised', 'date'],
    ['Date 20/03/2018', '2018-03-20T00:00:00Z', '20/03/2018', 'normalised', 'date'],
    ['Date 03/04/2018', '2018-04-03', '03/04/2018', 'normalised', 'date'],
    ['Ref 20140803', '2014-08-03', '20140803', 'normalised', 'date'],
    ['Invoice INV/2023/03/0008', 'INV/2023/03/0008', 'INV/2023/03/0008', 'exact', 'exact'],
  ])('in %j finds %j', (text, value, quote, state, match) => {
    expect(first(text, value)).toEqual([quote, state, match]);
  });

  it.each<[string, string | number]>([
    ['No. 1007', '007'],
    ['pages 24, 500 and 600', 24500],
    ['CS00018751', 18751],
    ['in 2012', 12],
    ['Date 21/03/2018', '2018-03-20'],
    ['amount 123 and 456', 122],
  ])('in %j does not find %j', (text, value) => {
    expect(find(text, value)).toEqual([]);
  });

  it('prefers the place whose words name the field', () => {
    const text = 'Subtotal 86.00\nTax 0.00\nTotal due 86.00\nCash 86.00';
    const source = indexSource([{ page: 1, text, words: null }]);
    const best = findValue(source, { value: 86, label: labelOf('/invoice/totalAmount') })[0];
    expect(source.text.slice(0, best?.start)).toMatch(/Total due $/);
    const tax = findValue(source, { value: '86.00', label: labelOf('/amount_untaxed') })[0];
    expect(source.text.slice(0, tax?.start)).toMatch(/^Subtotal $/);
  });

  it('stays in its range', () => {
    const source = indexSource([
      { page: 1, text: '500 and', words: null },
      { page: 2, text: 'then 500', words: null },
    ]);
    const second = source.pages[1];
    expect(
      findValue(source, { value: 500, label: labelOf('/x'), within: { start: second?.start ?? 0, end: second?.end ?? 0 } }),
    ).toHaveLength(1);
  });
});

describe('wholeNumber and wholeDate', () => {
  it.each([
    ['EUR 41,200.00', 41200],
    ['(45)', -45],
    ['12 %', 12],
    ['2.5 bn', 2.5e9],
  ])('%s is a number', (text, value) => {
    expect(wholeNumber(text, false)?.value).toBe(value);
  });
  it.each(['Room 12', '12 and 13', '007', '(870)-931-0505', 'v2', '12345678901234567'])('%s is no number', (text) => {
    expect(wholeNumber(text, false)).toBe(null);
  });
  it.each([
    ['March 17, 2023', '2023-03-17'],
    ['Monday, 20 March 2023', '2023-03-20'],
  ])('%s is a date', (text, iso) => {
    expect(wholeDate(text)?.iso).toBe(iso);
  });
  it.each(['due March 17, 2023', '2020-01-01 to 2020-02-01', 'soon'])('%s is no date', (text) => {
    expect(wholeDate(text)).toBe(null);
  });
});
