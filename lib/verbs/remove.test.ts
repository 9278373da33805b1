import { expect, it } from 'vitest';
import { remove } from './remove';

const leased = { state: 'leased', attempts: 1, maxAttempts: 3 } as const;

it('leaves a tombstone and needs a reason', () => {
  expect(remove.read?.({ reason_code: 'test_traffic' }).change(leased)).toEqual({ state: 'removed' });
  expect(() => remove.read?.({})).toThrow(/reason_code/);
});
