import { expect, it } from 'vitest';
import { verdictSchema } from '@/lib/domain/review/review-verdict';
import { right } from './right';
import { reasonProblems, verbOfVerdict } from './verdict-verb';

const verdict = (answers: object) => verdictSchema.parse({ claim_id: 'c1', ...answers });
const reasons = (answers: object) => reasonProblems({ verdicts: [verdict(answers)], omissions: [] });

it('is what its key drafts, and every verdict that only affirms', () => {
  for (const answers of [right.draft, { place: 'right' }, { support: 'supports' }, { value: 'right', place: 'none' }])
    expect(verbOfVerdict(verdict(answers))).toBe(right);
});

it('is not a verdict that finds fault with place or support', () => {
  for (const answers of [
    { value: 'right', place: 'wrong' },
    { value: 'right', support: 'silent' },
    { value: 'cannot_tell', place: 'right' },
  ])
    expect(verbOfVerdict(verdict(answers))).not.toBe(right);
});

it('needs no reason, and takes none that means a fault', () => {
  expect(reasons({ value: 'right' })).toEqual([]);
  expect(reasons({ value: 'right', reason_code: 'verified_in_source' })).toEqual([]);
  expect(reasons({ value: 'right', reason_code: 'number_wrong' })).toMatchObject([{ path: '/verdicts/0/reason_code' }]);
});
