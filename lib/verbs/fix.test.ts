import { expect, it } from 'vitest';
import { verdictSchema } from '@/lib/domain/review/review-verdict';
import { fix } from './fix';
import { reasonProblems, verbOfVerdict } from './verdict-verb';

const verdict = (answers: object) => verdictSchema.parse({ claim_id: 'c1', ...answers });
const reasons = (answers: object) => reasonProblems({ verdicts: [verdict(answers)], omissions: [] });

it('names every verdict of a wrong value, whatever else it says', () => {
  for (const answers of [fix.draft, { value: 'wrong', corrected_value: 1 }, { value: 'wrong', place: 'wrong', support: 'contradicts' }])
    expect(verbOfVerdict(verdict(answers))).toBe(fix);
});

it('needs a reason from its list, or one of the other faults that the verdict finds', () => {
  expect(reasons({ value: 'wrong' })).toMatchObject([{ path: '/verdicts/0/reason_code', code: 'invalid_reason' }]);
  expect(reasons({ value: 'wrong', reason_code: 'no_such_code' })[0]?.detail).toContain('number_wrong');
  expect(reasons({ value: 'wrong', reason_code: 'number_wrong' })).toEqual([]);
  expect(reasons({ value: 'wrong', reason_code: 'other_page' })).toHaveLength(1);
  expect(reasons({ value: 'wrong', place: 'wrong', reason_code: 'other_page' })).toEqual([]);
});

it('asks for words when the reason is other', () => {
  expect(reasons({ value: 'wrong', reason_code: 'other' })).toHaveLength(1);
  expect(reasons({ value: 'wrong', reason_code: 'other', note: 'The buyer changed.' })).toEqual([]);
});
