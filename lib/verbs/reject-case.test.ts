import { expect, it } from 'vitest';
import { rejectCase } from './reject-case';

it('needs a reason', () => {
  expect(rejectCase.payload.safeParse({}).success).toBe(false);
  expect(rejectCase.payload.safeParse({ reason_code: 'duplicate' }).success).toBe(true);
});
