import { expect, it } from 'vitest';
import { KEY_REFUSALS, standingRefusal } from './key-refusal';

it('a refusal stands until the key was used well after it', () => {
  const at = (seconds: number) => new Date(seconds * 1000);
  const refused = { lastRefusedAt: at(1000), lastRefusal: KEY_REFUSALS.expired };
  const told = { at: at(1000).toISOString(), why: KEY_REFUSALS.expired };
  expect(standingRefusal({ ...refused, lastUsedAt: null })).toEqual(told);
  expect(standingRefusal({ ...refused, lastUsedAt: at(900) })).toEqual(told);
  expect(standingRefusal({ ...refused, lastUsedAt: at(1030) })).toEqual(told);
  expect(standingRefusal({ ...refused, lastUsedAt: at(1060) })).toBeNull();
  expect(standingRefusal({ lastUsedAt: at(900), lastRefusedAt: null, lastRefusal: null })).toBeNull();
});
