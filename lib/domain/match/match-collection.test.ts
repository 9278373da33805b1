import { describe, expect, it } from 'vitest';
import { countIn, weighIn } from './match-collection';
import { indexSource } from './match-source';

const sourcesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => indexSource([{ page: null, text: `Parcel ${at} was sent, parcel and all.`, words: null }]));

describe('countIn', () => {
  it.each([3, 1000])('counts every place of a word in %i sources', (count) => {
    const countOf = countIn(sourcesOf(count));
    expect([countOf('parcel'), countOf('sent'), countOf('1'), countOf('absent')]).toEqual([2 * count, count, 1, 0]);
  });
});

describe('weighIn', () => {
  it('holds what is in no source for telling, and what is in all of many for saying little', () => {
    const weigh = weighIn(sourcesOf(1000));
    expect(weigh('absent')).toBeGreaterThan(0.99);
    expect(weigh('parcel')).toBeLessThan(weigh('17'));
  });
});
