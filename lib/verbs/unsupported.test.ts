import { expect, it } from 'vitest';
import { verdictSchema } from '@/lib/domain/review/review-verdict';
import { unsupported } from './unsupported';
import { reasonProblems, verbOfVerdict } from './verdict-verb';

const verdict = (answers: object) => verdictSchema.parse({ claim_id: 'c1', ...answers });
const reasons = (answers: object) => reasonProblems({ verdicts: [verdict(answers)], omissions: [] });

it('is every verdict whose evidence does not say it', () => {
  for (const answers of [
    unsupported.draft,
    { support: 'partly' },
    { support: 'contradicts' },
    { value: 'right', support: 'silent' },
    { place: 'none' },
  ]) {
    expect(verbOfVerdict(verdict(answers))).toBe(unsupported);
  }
});

it('needs a reason', () => {
  expect(reasons(unsupported.draft)).toHaveLength(1);
  expect(reasons({ ...unsupported.draft, reason_code: 'source_silent' })).toEqual([]);
});
