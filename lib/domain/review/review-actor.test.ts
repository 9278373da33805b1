import { expect, it } from 'vitest';
import { z } from 'zod';
import { reviewerId, SYSTEM_REVIEWER } from './review-actor';

it('is the person whether they use a browser or their key', () => {
  expect(reviewerId({ userId: '0197f3a0-0000-7000-8000-000000000000', keyId: 'abc', via: 'key' })).toBe(
    '0197f3a0-0000-7000-8000-000000000000',
  );
});

it('tells keys that belong to nobody apart, always the same way', () => {
  const [a, b] = ['k1', 'k2'].map((keyId) => reviewerId({ userId: null, keyId, via: 'key' }));
  expect(a).not.toBe(b);
  expect(a).toBe(reviewerId({ userId: null, keyId: 'k1', via: 'key' }));
  expect(z.uuid().safeParse(a).success).toBe(true);
  expect(reviewerId({ userId: null, via: 'system' })).toBe(SYSTEM_REVIEWER.id);
});
