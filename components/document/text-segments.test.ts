import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DocumentHighlight } from './document-highlight';
import { segmentsOf } from './text-segments';

const mark = (id: string, start: number, end: number, isFocused = false): DocumentHighlight => ({
  id,
  page: 1,
  boxes: [],
  start,
  end,
  style: 'cited',
  claimId: id,
  isFocused,
});
const shown = (...args: Parameters<typeof segmentsOf>) =>
  segmentsOf(...args).map(({ start, end, highlight, hit }) => [start, end, highlight?.id ?? null, hit]);

test('text is cut where marks and hits begin and end', () => {
  expect(
    shown(
      { start: 10, end: 20 },
      [mark('a', 5, 13)],
      [
        { start: 12, end: 15, isCurrent: true },
        { start: 18, end: 30, isCurrent: false },
      ],
    ),
  ).toEqual([
    [10, 12, 'a', null],
    [12, 13, 'a', 'current'],
    [13, 15, null, 'current'],
    [15, 18, null, null],
    [18, 20, null, 'other'],
  ]);
});

test('where marks overlap, the focused one is meant, else the shorter one', () => {
  expect(shown({ start: 0, end: 10 }, [mark('long', 0, 10), mark('short', 4, 6)], [])).toEqual([
    [0, 4, 'long', null],
    [4, 6, 'short', null],
    [6, 10, 'long', null],
  ]);
  expect(shown({ start: 0, end: 10 }, [mark('long', 0, 10, true), mark('short', 4, 6)], []).every(([, , id]) => id === 'long')).toBe(true);
});

test('an empty line is one empty segment', () => {
  expect(shown({ start: 7, end: 7 }, [mark('a', 0, 10)], [])).toEqual([[7, 7, null, null]]);
});

test('segments always cover the block without gaps', () => {
  const range = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(range, fc.array(range), fc.array(range), (block, marks, hits) => {
      const segments = segmentsOf(
        block,
        marks.map(({ start, end }, index) => mark(`m${index}`, start, end)),
        hits.map((hit) => ({ ...hit, isCurrent: false })),
      );
      expect(segments[0]?.start).toBe(block.start);
      expect(segments.at(-1)?.end).toBe(block.end);
      for (const [index, segment] of segments.entries()) if (index > 0) expect(segment.start).toBe(segments[index - 1]?.end);
    }),
  );
});
