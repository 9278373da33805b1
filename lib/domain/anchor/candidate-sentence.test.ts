import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstReading } from '@/lib/domain/example-reading';
import { exampleDocument } from '@/lib/domain/example-document';
import { indexSource } from '@/lib/domain/match/match-source';
import { sentenceRanges } from './sentence-ranges';

const lease = exampleDocument('lease', [
  'LEASE\nThe tenant pays a deposit of two months of rent when the lease is signed and gets it\nback within thirty days after the end. Interest is not paid.\n- Pets need written consent.',
  'Renovation\nOn 2024-03-01 the walls were painted. The painter used white paint for the walls of the kitchen.',
]);
const quotes = (output: string) => {
  const { claim } = firstReading({ output }, [lease]);
  return [...claim.anchors, ...claim.candidates].map(({ quote }) => quote);
};

describe('candidates', () => {
  it('are whole sentences, also over wrapped lines, the one that shares most of the rare words first', () => {
    expect(quotes('A refund of the deposit has to reach tenants thirty days after the lease has come to its end.')[0]).toBe(
      'The tenant pays a deposit of two months of rent when the lease is signed and gets it\nback within thirty days after the end.',
    );
    expect(quotes('Animals are accepted whenever the owner has given written consent.')[0]).toBe('- Pets need written consent.');
  });

  it('meet a date by its day, however it is written', () => {
    expect(quotes('Craftsmen were in the house on March 1st, 2024, and they left the flat in a better state.')[0]).toBe(
      'On 2024-03-01 the walls were painted.',
    );
  });

  it('are none where only words of grammar are shared', () => {
    expect(quotes('It is what she had been told about the moon by her uncle.')).toEqual([]);
  });
});

describe('sentenceRanges', () => {
  it('hold the place, ascending and apart, on its own page', () => {
    const text = fc.array(fc.oneof(fc.lorem({ maxCount: 14 }), fc.constantFrom('\n', '\n\n', '. ', '- ', '。', '! ', ' ')), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat(), (one, two, a, b) => {
        const index = indexSource([one.join(''), two.join('')].map((page, at) => ({ page: at + 1, text: page, words: null })));
        const [start, end] = [a % (index.text.length + 1), b % (index.text.length + 1)].sort((x, y) => x - y) as [number, number];
        const ranges = sentenceRanges(index, { start, end });
        ranges.forEach((range, at) => {
          expect(range.end).toBeGreaterThan(range.start);
          expect(range.start).toBeGreaterThanOrEqual(ranges[at - 1]?.end ?? 0);
          expect(index.pages.some((page) => page.start <= range.start && range.end <= page.end)).toBe(true);
        });
        for (let at = start; at < end; at++) {
          if (/[\p{L}\p{N}]/u.test(index.text[at] ?? '')) expect(ranges.some((range) => range.start <= at && at < range.end)).toBe(true);
        }
      }),
    );
  });
});
