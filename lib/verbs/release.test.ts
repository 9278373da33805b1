import { expect, it } from 'vitest';
import { release } from './release';

const leased = { state: 'leased', attempts: 1, maxAttempts: 3 } as const;

it('gives the item back without counting an attempt', () => {
  expect(release.read?.({}).change(leased)).toEqual({ state: 'waiting', attempts: 1 });
});

it('leaves an escalated item with the leads', () => {
  expect(release.read?.({}).change({ ...leased, attempts: 3 })).toEqual({ state: 'escalated', attempts: 3 });
});
