import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockAt, textBlocks } from './text-blocks';

test('lines become blocks, empty ones too', () => {
  expect(textBlocks('a\n\nbc')).toEqual([
    { start: 0, end: 1 },
    { start: 2, end: 2 },
    { start: 3, end: 5 },
  ]);
  expect(textBlocks('')).toEqual([{ start: 0, end: 0 }]);
});

test('joined again, blocks are the text; none is long; none cuts a character', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.constant('\n'), fc.string({ unit: 'binary' }), fc.constant('😀'.repeat(1500)), fc.constant('word '.repeat(900))),
      ),
      (parts) => {
        const text = parts.join('');
        const blocks = textBlocks(text);
        let rebuilt = '';
        for (const [index, { start, end }] of blocks.entries()) {
          rebuilt += text.slice(blocks[index - 1]?.end ?? 0, start) + text.slice(start, end);
          expect(end - start).toBeLessThanOrEqual(2000);
          expect(/[\uD800-\uDBFF]$/.test(text.slice(start, end)) && /^[\uDC00-\uDFFF]/.test(text.slice(end))).toBe(false);
        }
        expect(rebuilt).toBe(text);
      },
    ),
  );
});

test('an offset is found in its block', () => {
  const blocks = textBlocks('ab\ncd\n\nef');
  expect([0, 1, 2, 3, 5, 6, 7, 9].map((offset) => blockAt(blocks, offset))).toEqual([0, 0, 0, 1, 1, 2, 3, 3]);
});
