import { expect, it } from 'vitest';
import { verdictSchema } from '@/lib/domain/review/review-verdict';
import { cannotTell } from './cannot-tell';
import { reasonProblems, verbOfVerdict } from './verdict-verb';

const verdict = (answers: object) => verdictSchema.parse({ claim_id: 'c1', ...answers });
const reasons = (answers: object) => reasonProblems({ verdicts: [verdict(answers)], omissions: [] });

it('is neither right nor wrong', () => {
  expect(verbOfVerdict(verdict(cannotTell.draft))).toBe(cannotTell);
});

it('takes a reason of its own list but does not insist', () => {
  expect(reasons(cannotTell.draft)).toEqual([]);
  expect(reasons({ ...cannotTell.draft, reason_code: 'source_missing' })).toEqual([]);
  expect(reasons({ ...cannotTell.draft, reason_code: 'number_wrong' })).toHaveLength(1);
});
