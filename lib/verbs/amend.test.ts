import { expect, it } from 'vitest';
import { amend } from './amend';

it('needs a typed reason', () => {
  const body = { revision: 'sha256:abc', outcome: 'approved' };
  expect(amend.payload.safeParse(body).success).toBe(false);
  for (const { code } of amend.reasonCodes) expect(amend.payload.safeParse({ ...body, reason_code: code }).success).toBe(true);
});
