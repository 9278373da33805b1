import { expect, it } from 'vitest';
import { verdictSchema } from '@/lib/domain/review/review-verdict';
import { wrongPlace } from './wrong-place';
import { reasonProblems, verbOfVerdict } from './verdict-verb';

const verdict = (answers: object) => verdictSchema.parse({ claim_id: 'c1', ...answers });
const reasons = (answers: object) => reasonProblems({ verdicts: [verdict(answers)], omissions: [] });

it('is a right value in a wrong place', () => {
  expect(verbOfVerdict(verdict(wrongPlace.draft))).toBe(wrongPlace);
  expect(verbOfVerdict(verdict({ place: 'wrong' }))).toBe(wrongPlace);
});

it('needs a reason', () => {
  expect(reasons(wrongPlace.draft)).toHaveLength(1);
  expect(reasons({ ...wrongPlace.draft, reason_code: 'other_page' })).toEqual([]);
});
