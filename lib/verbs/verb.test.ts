import { expect, it } from 'vitest';
import { verbUse } from './verb';

it('leaves the item as it is unless a verb says otherwise', () => {
  const use = verbUse({ reason_code: 'other', note: 'n', lease_id: 'l' });
  expect(use).toMatchObject({ reasonCode: 'other', note: 'n', leaseId: 'l', claimId: null, body: {} });
  expect(use.change({ state: 'leased', attempts: 2, maxAttempts: 3 })).toEqual({ state: 'leased' });
});
