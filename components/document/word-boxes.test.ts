import { describe, expect, test } from 'vitest';
import type { Box, PageText } from '@/lib/domain/text-layer';
import { boxesOfRange, joinBoxes, nearestWord, wordsInArea } from './word-boxes';

const page: PageText = {
  page: 1,
  width: 200,
  height: 100,
  rotation: 0,
  text: 'Total due\nnext',
  words: [
    { start: 0, end: 5, box: [10, 10, 40, 20] },
    { start: 6, end: 9, box: [44, 10, 60, 20] },
    { start: 10, end: 14, box: [10, 30, 40, 40] },
  ],
};
const words = page.words ?? [];

describe('boxesOfRange', () => {
  test('words of one line are one box, another line another', () => {
    expect(boxesOfRange(page, 0, 9)).toEqual([[10, 10, 60, 20]]);
    expect(boxesOfRange(page, 6, 14)).toEqual([
      [44, 10, 60, 20],
      [10, 30, 40, 40],
    ]);
  });
  test('a word is taken when any of it is in the range', () => {
    expect(boxesOfRange(page, 4, 5)).toEqual([[10, 10, 40, 20]]);
    expect(boxesOfRange(page, 5, 6)).toEqual([]);
  });
  test('without geometry there is no place', () => {
    expect(boxesOfRange({ ...page, words: null }, 0, 5)).toBeNull();
  });
});

test('boxes far apart on one line stay apart; right-to-left neighbours are joined', () => {
  const far: Box[] = [
    [10, 10, 40, 20],
    [150, 10, 180, 20],
  ];
  expect(joinBoxes(far)).toEqual(far);
  expect(
    joinBoxes([
      [100, 10, 140, 20],
      [60, 10, 97, 20],
    ]),
  ).toEqual([[60, 10, 140, 20]]);
});

test('the word under the pointer, else the nearest within reach', () => {
  expect(nearestWord(words, 50, 15, 20)).toBe(1);
  expect(nearestWord(words, 65, 15, 20)).toBe(1);
  expect(nearestWord(words, 42, 15, 20)).toBe(0);
  expect(nearestWord(words, 20, 28, 20)).toBe(2);
  expect(nearestWord(words, 180, 90, 20)).toBe(-1);
});

test('an area takes the words that lie at least half inside', () => {
  expect(wordsInArea(words, [0, 0, 50, 25]).map(({ start }) => start)).toEqual([0]);
  expect(wordsInArea(words, [0, 0, 200, 100])).toHaveLength(3);
});
