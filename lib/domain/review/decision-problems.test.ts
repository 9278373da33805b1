import { describe, expect, it } from 'vitest';
import type { DecisionContext } from './decision-problems';
import { decisionProblems } from './decision-problems';
import { submissionSchema } from './review-submission';
import { flaggedClaimIds } from './review-flag';

const claims = [
  { claimId: 'c1', kind: 'field' as const, path: '/total', range: null, text: '41,200.00', value: '41,200.00' },
  { claimId: 'c2', kind: 'sentence' as const, path: null, range: [0, 18] as [number, number], text: 'The fee is 40 EUR.', value: null },
];
const context: DecisionContext = { claims, flagged: [], output: { total: '41,200.00', lines: [1] } };
const problems = (decision: object, more: Partial<DecisionContext> = {}) =>
  decisionProblems(submissionSchema.parse({ revision: 'r', outcome: 'corrected', ...decision }), { ...context, ...more }).map(
    ({ path, code }) => `${path} ${code}`,
  );
const one = (verdict: object, outcome = 'corrected') => problems({ outcome, verdicts: [{ claim_id: 'c1', ...verdict }] });

describe('one verdict', () => {
  it('accepts a correction that differs', () => {
    expect(one({ value: 'wrong', corrected_value: '41,300.00' })).toEqual([]);
    expect(one({ value: 'wrong', corrected_value: null })).toEqual([]);
    expect(one({ value: 'wrong', absent: true })).toEqual([]);
  });

  it('records nothing until something differs', () => {
    expect(one({ value: 'wrong', corrected_value: '41,200.00' })).toEqual(['/verdicts/0/corrected_value not_a_correction']);
    expect(problems({ verdicts: [{ claim_id: 'c2', value: 'wrong', corrected_value: 'The fee is 40 EUR.' }] })).toEqual([
      '/verdicts/0/corrected_value not_a_correction',
    ]);
  });

  it('refuses answers that contradict each other', () => {
    expect(one({ value: 'right', corrected_value: 1 })).toContain('/verdicts/0/corrected_value contradiction');
    expect(one({ value: 'wrong', absent: true, corrected_value: 1 })).toContain('/verdicts/0/corrected_value contradiction');
    expect(one({ value: 'right', support: 'contradicts' }, 'approved')).toContain('/verdicts/0/support contradiction');
    expect(one({ place: 'none', support: 'supports' }, 'approved')).toContain('/verdicts/0/support contradiction');
    expect(one({ value: 'right', place: 'none', evidence: { document_id: 'd', quote: 'q' } }, 'approved')).toContain(
      '/verdicts/0/place contradiction',
    );
    expect(one({}, 'approved')).toEqual(['/verdicts/0 empty_verdict']);
  });

  it('takes null beside other answers as no value at all', () => {
    expect(one({ value: 'right', corrected_value: null }, 'approved')).toEqual([]);
  });

  it('wants text for a sentence', () => {
    expect(problems({ verdicts: [{ claim_id: 'c2', value: 'wrong', corrected_value: 5 }] })).toEqual([
      '/verdicts/0/corrected_value invalid_type',
    ]);
    expect(problems({ verdicts: [{ claim_id: 'c2', value: 'wrong', corrected_value: ' ' }] })).toEqual([
      '/verdicts/0/corrected_value empty',
    ]);
  });
});

describe('the whole decision', () => {
  it('names foreign and repeated claims, all wrong fields at once', () => {
    expect(
      problems({
        verdicts: [
          { claim_id: 'c9', value: 'right' },
          { claim_id: 'c1', value: 'wrong', corrected_value: 1 },
          { claim_id: 'c1', value: 'right' },
          { claim_id: 'c2' },
        ],
      }),
    ).toEqual(['/verdicts/0/claim_id unknown_claim', '/verdicts/2/claim_id duplicate', '/verdicts/3 empty_verdict']);
  });

  it('does not approve what it finds wrong, nor correct nothing, nor reject without a reason', () => {
    expect(one({ value: 'wrong', corrected_value: 1 }, 'approved')).toEqual(['/outcome inconsistent_outcome']);
    expect(problems({ outcome: 'approved', omissions: [{ text: 'x' }] })).toEqual(['/outcome inconsistent_outcome']);
    expect(one({ value: 'right' })).toEqual(['/outcome inconsistent_outcome']);
    expect(one({ value: 'wrong', support: 'silent' })).toEqual(['/outcome inconsistent_outcome', '/verdicts/0/corrected_value required']);
    expect(problems({ outcome: 'rejected' })).toEqual(['/outcome inconsistent_outcome']);
    expect(problems({ outcome: 'rejected', note: 'Refuses a customer who is entitled.' })).toEqual([]);
    expect(one({ value: 'cannot_tell' }, 'rejected')).toEqual([]);
  });

  it('can say that nothing is correct, and only of a rejected output', () => {
    expect(problems({ outcome: 'rejected', nothing_correct: true })).toEqual([]);
    expect(problems({ outcome: 'approved', nothing_correct: true })).toEqual(['/nothing_correct inconsistent_outcome']);
    expect(problems({ outcome: 'rejected', nothing_correct: true, verdicts: [{ claim_id: 'c1', value: 'right' }] })).toEqual([
      '/nothing_correct inconsistent_outcome',
    ]);
  });

  it('does not approve with flagged claims unseen unless that is said', () => {
    const flagged = ['c1', 'c2'];
    expect(problems({ outcome: 'approved', verdicts: [{ claim_id: 'c1', value: 'right' }] }, { flagged })).toEqual([
      '/acknowledged_unseen unseen_claims',
    ]);
    expect(problems({ outcome: 'approved', verdicts: [{ claim_id: 'c1', value: 'right' }], seen_claim_ids: ['c2'] }, { flagged })).toEqual(
      [],
    );
    expect(problems({ outcome: 'approved', acknowledged_unseen: true }, { flagged })).toEqual([]);
    expect(problems({ outcome: 'rejected', note: 'x' }, { flagged })).toEqual([]);
  });

  it('places omissions where there is nothing yet', () => {
    expect(
      problems({
        omissions: [
          { text: 'EUR', path: '/currency' },
          { text: '2', path: '/lines/-' },
        ],
      }),
    ).toEqual([]);
    expect(problems({ omissions: [{ text: 'x', path: '/total' }] })).toEqual(['/omissions/0/path duplicate']);
    expect(problems({ omissions: [{ text: 'x', path: '/a/b' }] })).toEqual(['/omissions/0/path no_such_place']);
    expect(problems({ omissions: [{ text: 'x', insert_at: 3 }] })).toEqual(['/omissions/0/insert_at no_such_place']);
    expect(problems({ omissions: [{ text: 'x', insert_at: 3 }] }, { output: 'Prose' })).toEqual([]);
    expect(problems({ omissions: [{ text: 'EUR', path: '/currency' }] }, { output: '{"total":1}' })).toEqual([]);
  });
});

describe('flagged claims', () => {
  it('are those in doubt and those that a grave finding names, in claim order', () => {
    const states = [
      ['a', 'exact'],
      ['b', 'missing'],
      ['c', 'exact'],
      ['d', 'no_source'],
      ['e', 'exact'],
    ] as const;
    const found = [
      { claimId: 'c', severity: 'high' as const },
      { claimId: 'e', severity: 'low' as const },
      { claimId: null, severity: 'high' as const },
    ];
    expect(
      flaggedClaimIds(
        states.map(([claimId, state]) => ({ claimId, state })),
        found,
      ),
    ).toEqual(['b', 'c']);
  });
});
