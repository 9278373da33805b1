import { expect, test } from 'vitest';
import { WeightedCache } from './weighted-cache';

test('what was used last stays within the weight', () => {
  const cache = new WeightedCache<string>(10);
  cache.set('a', 'A', 4);
  cache.set('b', 'B', 4);
  expect(cache.get('a')).toBe('A');
  cache.set('c', 'C', 4);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
});

test('a value of more than half the weight is not kept, and takes its older self along', () => {
  const cache = new WeightedCache<string>(10);
  cache.set('a', 'A', 2);
  cache.set('b', 'B', 2);
  cache.set('a', 'large', 6);
  expect([cache.get('a'), cache.get('b')]).toEqual([undefined, 'B']);
});

test('setting again counts the weight once', () => {
  const cache = new WeightedCache<string>(10);
  for (let time = 0; time < 5; time += 1) cache.set('a', 'A', 4);
  cache.set('b', 'B', 4);
  expect([cache.get('a'), cache.get('b')]).toEqual(['A', 'B']);
});
