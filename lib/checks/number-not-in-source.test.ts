import { describe, expect, it } from 'vitest';
import { saidIn } from './evidence-example';
import { numberNotInSource } from './number-not-in-source';

const terms = {
  terms: 'The fee is 41,200.00 EUR for thirty (30) days. Revenue in thousands: 5,466,312. Interest is 3.5 % a year. Founded in 1998.',
};
const said = (output: NonNullable<unknown>, input = '') =>
  saidIn(numberNotInSource, { facts: { output: output as string, input }, documents: terms });

describe('number_not_in_source', () => {
  it('names each number that no source has', () => {
    expect(said('It costs 999 EUR and 41,200 EUR, or 77 % of the price.')).toEqual([
      'number_not_in_source: “It costs 999 EUR and 41,200 EUR, or 77 % of the price.” states 2 numbers that no source has: 999, 77.',
    ]);
  });

  it.each([
    'It costs 41200 EUR.',
    'It costs 41.200,00 EUR.',
    'It runs for 30 days.',
    'Revenue was 5.47 billion.',
    'Interest is 3.5 percent.',
    'It exists since 1998.',
  ])('knows the numbers of %s in another form', (output) => {
    expect(said(output)).toEqual([]);
  });

  it('does not ask for numbers of the question, of lists and of references', () => {
    expect(said('For your 12 boxes the fee applies. Step 7 is the last one [4].', 'What do 12 boxes cost?')).toEqual([]);
  });

  it('speaks about fields as well', () => {
    expect(said({ fee: 500, days: 30 })).toEqual([expect.stringContaining('/fee (500) states 1 number')]);
    expect(said({ note: 'Costs 500 EUR more than usual for everybody here.' })).toHaveLength(1);
  });

  it('is silent without sources', () => {
    expect(saidIn(numberNotInSource, { facts: { output: 'It costs 999 EUR.' } })).toEqual([]);
  });
});
