import { expect, it } from 'vitest';
import { omissionSchema } from '@/lib/domain/review/review-verdict';
import { omit } from './omit';
import { reasonProblems } from './verdict-verb';

const reasons = (omission: object) =>
  reasonProblems({ verdicts: [], omissions: [omissionSchema.parse({ text: 'The fee is waived for students.', ...omission })] });

it('takes reasons of its own list', () => {
  expect(omit.reasonCodes.length).toBeGreaterThan(1);
  expect(reasons({})).toEqual([]);
  expect(reasons({ reason_code: 'missing_exception' })).toEqual([]);
  expect(reasons({ reason_code: 'number_wrong' })).toMatchObject([{ path: '/omissions/0/reason_code' }]);
});

it('needs words', () => {
  expect(omissionSchema.safeParse({ text: '  ' }).success).toBe(false);
});
