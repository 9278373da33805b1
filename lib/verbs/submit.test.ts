import { expect, it } from 'vitest';
import { submit } from './submit';

it('takes the example of the contract', () => {
  const body = {
    revision: 'sha256:abc',
    outcome: 'corrected',
    verdicts: [
      {
        claim_id: 'c1',
        value: 'wrong',
        place: 'wrong',
        support: 'contradicts',
        corrected_value: '41,300.00',
        evidence: { document_id: 'inv-77', page: 3, quote: 'Total due 41,300.00' },
        reason_code: 'number_wrong',
        note: 'Read the second column.',
      },
    ],
    omissions: [
      { text: 'VAT is extra.', evidence: { document_id: 'inv-77', page: 3, quote: 'plus VAT' }, reason_code: 'missing_condition' },
    ],
    note: 'One total.',
    eval: { set: 'regressions', expected_route: 'invoice', expected_fallback: null, evidence_required: true },
  };
  expect(submit.payload.safeParse(body).success).toBe(true);
});

it('names every wrong field at once', () => {
  const result = submit.payload.safeParse({ outcome: 'fine', verdicts: [{ claim_id: '', value: 'maybe' }], role: 'owner' });
  const paths = result.error?.issues.map(({ path }) => path.join('/')) ?? [];
  expect(paths).toEqual(expect.arrayContaining(['revision', 'outcome', 'verdicts/0/claim_id', 'verdicts/0/value', '']));
});

it('refuses text that cannot be stored', () => {
  for (const note of ['a\u0000b', 'a\ud800b'])
    expect(submit.payload.safeParse({ revision: 'r', outcome: 'approved', note }).success).toBe(false);
  expect(
    submit.payload.safeParse({
      revision: 'r',
      outcome: 'corrected',
      verdicts: [{ claim_id: 'c', value: 'wrong', corrected_value: { a: ['\u0000'] } }],
    }).success,
  ).toBe(false);
});
