import { describe, expect, it } from 'vitest';
import { saidIn } from './evidence-example';
import { unitChanged } from './unit-changed';

const documents = {
  terms:
    'Either party may end the agreement with 30 days notice. The fee amounts to EUR 4,500 a year. The discount is 15 % for members. The parcel may weigh 20 kg at most.',
};
const said = (output: unknown) => saidIn(unitChanged, { facts: { output: output as string }, documents });

describe('units and currencies', () => {
  it.each([
    ['Either party may end the agreement with 30 weeks notice.', 'unit_changed', '30 weeks, terms has 30 days'],
    ['The yearly fee amounts to USD 4,500 a year in total.', 'currency_changed', 'USD 4,500, terms has EUR 4,500'],
    ['The parcel may weigh 20 lb at most.', 'unit_changed', '20 lb, terms has 20 kg'],
    ['The discount for members is 15 EUR a year.', 'unit_changed', 'EUR 15, terms has 15 %'],
  ])('%s', (output, code, words) => {
    expect(said(output)).toEqual([expect.stringContaining(words)]);
    expect(said(output)[0]).toMatch(new RegExp(`^${code}`));
  });

  it.each([
    ['The plant cost $ 256 billion and was opened in May.', '$ 256 billion, report has $ 256 million'],
    ['Sales grew by 100 basis points against the year before.', '100 basis points, report has 100 %'],
    ['The lease ends after 12 days without any notice given.', '12 days, report has 12 months'],
    ['Two of the 30 rooms were let for 30 months each.', '30 months, report has 30 days'],
  ])('reads the number where it stands: %s', (output, words) => {
    const report =
      'The plant cost $ 256 million and was opened in May. Sales grew by 100 % against the year before. The lease ends after 12 months without any notice given. Two of the 30 rooms were let for 30 days each.';
    expect(saidIn(unitChanged, { facts: { output }, documents: { report } })).toEqual([expect.stringContaining(words)]);
  });

  it('speaks of fields too', () => {
    expect(said({ fee: 'USD 4,500' })).toEqual(['currency_changed: /fee (USD 4,500) stands on terms in another currency.']);
  });

  it.each([
    'Either party may end the agreement by giving 30 days of notice.',
    'Members have a discount of 15 percent.',
    'The fee is € 4,500 for each year.',
    'A parcel may weigh up to 20 kilograms.',
  ])('is silent about %s', (output) => {
    expect(said(output)).toEqual([]);
  });
});
