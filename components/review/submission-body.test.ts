import { describe, expect, it } from 'vitest';
import { submissionSchema } from '@/lib/domain/review/review-submission';
import { EMPTY_DRAFT, type ReviewDraft } from './review-draft';
import { localProblems, outcomeOf, placeProblems, submissionBody } from './submission-body';

const claims = [{ claimId: 'c1' }, { claimId: 'c2' }, { claimId: 'c3' }];
const draft = (more: Partial<ReviewDraft>): ReviewDraft => ({ ...EMPTY_DRAFT, ...more });

describe('the body of a submit', () => {
  it('passes the schema of the server and keeps verdicts in claim order', () => {
    const body = submissionBody(
      draft({
        claims: { c3: { value: 'right' }, c1: { value: 'wrong', corrected_value: 7, reason_code: 'number_wrong' } },
        seen: ['c1', 'c2'],
        omissions: [{ text: 'The fee' }],
      }),
      claims,
      'sha256:aa',
      false,
    );
    const parsed = submissionSchema.parse(JSON.parse(JSON.stringify(body)));
    expect(parsed.verdicts.map(({ claim_id }) => claim_id)).toEqual(['c1', 'c3']);
    expect(parsed.seen_claim_ids).toEqual(['c2']);
    expect(parsed.omissions).toMatchObject([{ text: 'The fee' }]);
    expect(parsed.outcome).toBe('corrected');
  });

  it('approves when nothing is wrong, and lets a chosen outcome stand', () => {
    expect(outcomeOf(draft({ claims: { c1: { value: 'right' }, c2: { value: 'cannot_tell' } } }))).toBe('approved');
    expect(outcomeOf(draft({ claims: { c1: { support: 'silent' } } }))).toBe('rejected');
    expect(outcomeOf(draft({ claims: { c1: { value: 'wrong' } } }))).toBe('rejected');
    expect(outcomeOf(draft({ claims: { c1: { value: 'wrong', corrected_value: 5 }, c2: { support: 'silent' } } }))).toBe('corrected');
    expect(outcomeOf(draft({ claims: { c1: { value: 'wrong', absent: true } } }))).toBe('corrected');
    expect(outcomeOf(draft({ omissions: [{ text: 'x' }] }))).toBe('corrected');
    expect(outcomeOf(draft({ outcome: 'rejected' }))).toBe('rejected');
  });

  it('says "do not keep" only when that was chosen', () => {
    expect('eval' in submissionBody(draft({}), claims, 'r', false)).toBe(false);
    expect(submissionBody(draft({ keep: null }), claims, 'r', false).eval).toBeNull();
  });

  it('is asked by the rules of the server before it is sent', () => {
    const claim = (claimId: string, value: number) => ({
      claimId,
      ordinal: 0,
      kind: 'field' as const,
      path: `/${claimId}`,
      range: null,
      text: '',
      value,
      state: 'missing' as const,
      anchors: [],
      candidates: [],
      risk: null,
      terms: [],
    });
    const body = (more: Partial<ReviewDraft>) => submissionBody(draft(more), [claim('a', 1), claim('b', 2)], 'r', false);
    const problemsOf = (more: Partial<ReviewDraft>) =>
      localProblems(body(more), [claim('a', 1), claim('b', 2)], { a: 1, b: 2 }).map(({ path }) => path);
    expect(problemsOf({ claims: { a: { value: 'wrong', corrected_value: 3, reason_code: 'number_wrong' } } })).toEqual([]);
    expect(problemsOf({ claims: { a: { value: 'wrong', corrected_value: 3 } } })).toEqual(['/verdicts/0/reason_code']);
    expect(problemsOf({ claims: { a: { value: 'wrong', reason_code: 'number_wrong' } }, outcome: 'corrected' })).toContain(
      '/verdicts/0/corrected_value',
    );
    expect(problemsOf({ claims: { a: { value: 'wrong', reason_code: 'number_wrong' } }, outcome: 'approved' })).toEqual(['/outcome']);
    expect(problemsOf({ omissions: [{ text: ' ' }] })).toEqual(['/omissions/0/text']);
  });

  it('finds the claim of each problem', () => {
    const placed = placeProblems(
      [
        { path: '/verdicts/1/reason_code', detail: 'is needed' },
        { path: '/omissions/0/text', detail: 'says nothing' },
        { path: '/note', detail: 'is too long' },
      ],
      [{ claim_id: 'c1' }, { claim_id: 'c3' }],
    );
    expect(placed).toEqual([
      { claimId: 'c3', omission: null, member: 'reason_code', detail: 'is needed' },
      { claimId: null, omission: 0, member: 'text', detail: 'says nothing' },
      { claimId: null, omission: null, member: 'note', detail: 'is too long' },
    ]);
  });
});
