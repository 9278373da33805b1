import { expect, it } from 'vitest';
import { escalate } from './escalate';

const leased = { state: 'leased', attempts: 1, maxAttempts: 3 } as const;

it('hands the item to the leads for good', () => {
  expect(escalate.read?.({ reason_code: 'needs_expert' }).change(leased)).toEqual({ state: 'escalated', attempts: 3 });
});

it('needs a reason', () => {
  expect(() => escalate.read?.({})).toThrow(/reason_code/);
  expect(() => escalate.read?.({ reason_code: 'other' })).toThrow(/note/);
});
