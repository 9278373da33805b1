import { expect, it } from 'vitest';
import { verdictSchema } from '@/lib/domain/review/review-verdict';
import { absent } from './absent';
import { reasonProblems, verbOfVerdict } from './verdict-verb';

const verdict = (answers: object) => verdictSchema.parse({ claim_id: 'c1', ...answers });
const reasons = (answers: object) => reasonProblems({ verdicts: [verdict(answers)], omissions: [] });

it('comes before fix: there is no right value to give', () => {
  expect(verbOfVerdict(verdict(absent.draft))).toBe(absent);
  expect(verbOfVerdict(verdict({ absent: true }))).toBe(absent);
});

it('needs a reason', () => {
  expect(reasons(absent.draft)).toHaveLength(1);
  expect(reasons({ ...absent.draft, reason_code: 'invented' })).toEqual([]);
});
