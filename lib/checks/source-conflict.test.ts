import { describe, expect, it } from 'vitest';
import { exampleDocument } from '@/lib/domain/example-document';
import { findingsIn, saidIn } from './evidence-example';
import { sourceConflict } from './source-conflict';

const contract =
  'The monthly rent for the premises is 1,250 EUR. Either party may end the lease with ninety days notice.\nDeposit: 2,500.00 EUR';
const amendment = 'The monthly rent for the premises is 1,400 EUR. All other terms stay in force.\nDeposit: 2,800.00 EUR';
const documents = [
  exampleDocument('contract', [contract], { effectiveFrom: new Date('2022-01-01') }),
  exampleDocument('amendment', [amendment], { effectiveFrom: new Date('2024-03-01') }),
];
const undated = [exampleDocument('contract', [contract]), exampleDocument('amendment', [amendment])];

describe('sources in conflict', () => {
  it('tells when a sentence follows the source that a later one overrides', () => {
    const [finding] = findingsIn(sourceConflict, { facts: { output: 'The monthly rent for the premises is 1,250 EUR.' }, documents });
    expect(finding).toMatchObject({ code: 'source_superseded', severity: 'high' });
    expect(finding?.detail).toContain(
      'the answer follows contract, which has “The monthly rent for the premises is 1,250 EUR”; amendment has “The monthly rent for the premises is 1,400 EUR”; amendment holds from 2024-03-01, the later day.',
    );
    expect(finding?.anchors.map(({ documentId }) => documentId)).toEqual(['contract', 'amendment']);
  });

  it('counts less when the claim follows the later one', () => {
    expect(findingsIn(sourceConflict, { facts: { output: 'The monthly rent for the premises is 1,400 EUR.' }, documents })).toMatchObject([
      { code: 'source_conflict', severity: 'medium' },
    ]);
  });

  it('leaves the decision to a person when nothing says which one holds', () => {
    expect(
      findingsIn(sourceConflict, { facts: { output: 'The monthly rent for the premises is 1,400 EUR.' }, documents: undated }),
    ).toMatchObject([{ code: 'source_conflict', severity: 'high' }]);
  });

  it('sees other values behind the name of a field', () => {
    expect(saidIn(sourceConflict, { facts: { output: { deposit: 2500 } }, documents })).toEqual([
      expect.stringMatching(
        /^source_superseded: \/deposit \(2500\): the answer follows contract, which has “2,500.00”; amendment has “2,800.00”/,
      ),
    ]);
  });

  it('goes by authority where days are not known', () => {
    const [a, b] = [
      exampleDocument('contract', [contract], { authority: 'official' }),
      exampleDocument('summary', [amendment], { authority: 'summary' }),
    ];
    expect(findingsIn(sourceConflict, { facts: { output: { deposit: 2500 } }, documents: [a, b] })).toMatchObject([
      {
        code: 'source_conflict',
        severity: 'medium',
        detail: expect.stringContaining('contract has the higher authority (official)') as string,
      },
    ]);
  });

  it.each([
    ['Guests may bring dogs to the garden terrace of the hotel.', 'Guests may not bring dogs to the garden terrace of the hotel.'],
    ['All guests of the hotel pay the tax for visitors.', 'Some guests of the hotel pay the tax for visitors.'],
    ['The north wing of the hotel reopens on 3 March 2024.', 'The north wing of the hotel reopens on 9 May 2024.'],
    ['Prices for single rooms in the hotel rose last summer.', 'Prices for single rooms in the hotel fell last summer.'],
  ])('sees yes and no, all and some, dates and directions: %s', (one, other) => {
    const [finding] = findingsIn(sourceConflict, { facts: { output: one }, documents: { first: one, second: other } });
    expect(finding).toMatchObject({ code: 'source_conflict', severity: 'high' });
    expect(finding?.detail).toContain('the answer follows first, which has');
    expect(finding?.detail).toContain('nothing says which of them holds.');
    expect(finding?.anchors.map(({ documentId }) => documentId)).toEqual(['first', 'second']);
  });

  it('goes by the later version, and by the day that the texts themselves give', () => {
    const output = 'Guests may bring dogs to the garden terrace of the hotel.';
    const no = 'Guests may not bring dogs to the garden terrace of the hotel.';
    const versions = [exampleDocument('rules', [output], { version: 1 }), exampleDocument('rules', [no], { version: 2 })];
    expect(
      findingsIn(sourceConflict, { facts: { output, contextRefs: ['doc:rules@1', 'doc:rules@2'] }, documents: versions }).map(
        ({ code, detail }) => [code, detail],
      ),
    ).toEqual([['source_superseded', expect.stringContaining('rules (version 1), which has')]]);
    const dated = { old: `House rules. Effective from 1 May 2021\n\n${output}`, new: `House rules. Effective from 1 June 2023\n\n${no}` };
    expect(findingsIn(sourceConflict, { facts: { output }, documents: dated })).toMatchObject([
      { code: 'source_superseded', detail: expect.stringContaining('new holds from 2023-06-01, the later day') as string },
    ]);
    expect(findingsIn(sourceConflict, { facts: { output: no }, documents: dated })).toMatchObject([
      { code: 'source_conflict', severity: 'medium' },
    ]);
  });

  it('is silent when all sources agree, when one only repeats the other, and within one document', () => {
    const same = [exampleDocument('a', [contract]), exampleDocument('b', [contract])];
    expect(saidIn(sourceConflict, { facts: { output: { deposit: 2500 } }, documents: same })).toEqual([]);
    expect(saidIn(sourceConflict, { facts: { output: 'Either party may end the lease with ninety days notice.' }, documents })).toEqual([]);
    expect(
      saidIn(sourceConflict, { facts: { output: { deposit: 2500 } }, documents: [exampleDocument('one', [contract, amendment])] }),
    ).toEqual([]);
  });
});
