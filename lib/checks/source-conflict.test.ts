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
      'amendment has “The monthly rent for the premises is 1,400 EUR”; amendment holds from 2024-03-01, the later day.',
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
      expect.stringMatching(/^source_superseded: \/deposit \(2500\): contract has “2,500.00”, amendment has “2,800.00”/),
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

  it('is silent when all sources agree, when one only repeats the other, and within one document', () => {
    const same = [exampleDocument('a', [contract]), exampleDocument('b', [contract])];
    expect(saidIn(sourceConflict, { facts: { output: { deposit: 2500 } }, documents: same })).toEqual([]);
    expect(saidIn(sourceConflict, { facts: { output: 'Either party may end the lease with ninety days notice.' }, documents })).toEqual([]);
    expect(
      saidIn(sourceConflict, { facts: { output: { deposit: 2500 } }, documents: [exampleDocument('one', [contract, amendment])] }),
    ).toEqual([]);
  });
});
