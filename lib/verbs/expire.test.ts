import { expect, it } from 'vitest';
import { expire } from './expire';

const leased = { state: 'leased', attempts: 1, maxAttempts: 3 } as const;

it("is nobody's to do", () => {
  expect(expire.permission).toBeNull();
});

it('gives the item back until it was tried often enough, then escalates', () => {
  expect(expire.read?.({}).change(leased)).toEqual({ state: 'waiting', attempts: 2 });
  expect(expire.read?.({}).change({ ...leased, attempts: 2 })).toEqual({ state: 'escalated', attempts: 3 });
});
