import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { answerLikeness, answerOf } from './same-answer';

describe('answerLikeness', () => {
  it.each<[Json, Json, string]>([
    ['Refunds take 14 days.', 'refunds take 14 days', 'same'],
    ['Refunds take 14 days.', 'Refunds take 30 days.', 'different'],
    ['Pay 1.5 now', 'Pay 15 now', 'different'],
    ['The fee is 1.000 EUR', 'The fee is 1,000 EUR', 'different'],
    [
      'You may return the parcel within thirty days when the seal is whole and the box is there.',
      'You may return the parcel within thirty days when the seal is whole and this box is there.',
      'near',
    ],
    [
      'You may return the parcel within thirty days when the seal is whole and the box is there, as every customer of ours may.',
      'You may not return the parcel within thirty days when the seal is whole and the box is there, as every customer of ours may.',
      'different',
    ],
    ['退款期限为十四天。', '退款期限为十四天', 'same'],
    ['可以退款。', '不可以退款。', 'different'],
    [{ total: 1, lines: [1, 2] }, { lines: [1, 2], total: 1 }, 'same'],
    [{ total: 1 }, { total: 2 }, 'different'],
    [null, '', 'different'],
    [null, null, 'same'],
  ])('%j and %j are %s', (left, right, expected) => {
    expect(answerLikeness(left, right)).toBe(expected);
    expect(answerLikeness(right, left)).toBe(expected);
  });

  it('reads a stored output as JSON where it is an object or a list only', () => {
    expect(answerOf(' {"a":1}')).toEqual({ a: 1 });
    expect(answerOf('{broken')).toBe('{broken');
    expect(answerOf('42')).toBe('42');
  });
});
