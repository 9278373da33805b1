import { expect, it } from 'vitest';
import { approveCase } from './approve-case';

it('is for whoever may approve', () => {
  expect(approveCase.permission).toBe('eval.approve');
  expect(approveCase.payload.safeParse({}).success).toBe(true);
  expect(approveCase.payload.safeParse({ approved_by: 'me' }).success).toBe(false);
});
