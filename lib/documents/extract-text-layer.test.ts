import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { DEFAULT_DOCUMENT_LIMITS } from './document-limits';
import { extractTextLayer } from './extract-text-layer';
import type { ImageBoxes } from './image-text';
import { jsonPointerRange, jsonRanges, jsonText } from './json-text';
import type { MediaType } from './media-type';

const limits = DEFAULT_DOCUMENT_LIMITS;
const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = async (content: string | Uint8Array, mediaType: MediaType) => {
  const { layer } = await extractTextLayer(typeof content === 'string' ? bytes(content) : content, mediaType, [], limits);
  return layer.pages.map((page) => page.text).join('\f');
};

describe('plain text', () => {
  test('stays as it was sent, line ends included, so that offsets of the sender hold', async () => {
    expect(await textOf('a\r\nb\tc\u202E', 'text/plain')).toBe('a\r\nb\tc\u202E');
  });
  test('NUL and lone surrogates become U+FFFD without moving anything', async () => {
    expect(await textOf('a\u0000b', 'text/plain')).toBe('a\uFFFDb');
    expect(await textOf(Uint8Array.from([0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8, 0x62, 0x00]), 'text/plain')).toBe('a\uFFFDb');
  });
  test('UTF-16 with a mark and Windows-1252 are read', async () => {
    expect(await textOf(Uint8Array.from([0xfe, 0xff, 0x00, 0xe9]), 'text/plain')).toBe('é');
    expect(await textOf(Uint8Array.from([0x80, 0x20, 0x31]), 'text/plain')).toBe('€ 1');
  });
  test('form feeds make pages', async () => {
    const { layer } = await extractTextLayer(bytes('one\ftwo'), 'text/plain', [], limits);
    expect(layer).toEqual({
      layout: 'text@1',
      pages: [
        { page: 1, width: 0, height: 0, rotation: 0, text: 'one', words: null },
        { page: 2, width: 0, height: 0, rotation: 0, text: 'two', words: null },
      ],
    });
  });
  test('text over the limit is refused in words, never cut', async () => {
    await expect(extractTextLayer(bytes('x'.repeat(11)), 'text/plain', [], { ...limits, textLength: 10 })).rejects.toThrow(
      'Its text is longer than 10 characters. Split it and send the parts.',
    );
  });
});

describe('HTML', () => {
  test('says what it says, without scripts, styles and markup', async () => {
    const page =
      '<!doctype html><head><title>T</title><style>p{}</style></head><body><h1>Fees</h1><p>Up to <b>5</b> %<br>per year</p><script>alert(1)</script><ul><li>a<li>b</ul></body>';
    expect(await textOf(page, 'text/html')).toBe('Fees\nUp to 5 %\nper year\na\nb');
  });
  test('cells of a row are separated by tabs', async () => {
    expect(await textOf('<table><tr><th>Item<th>Price<tr><td>Pen<td>1,20</table>', 'text/html')).toBe('Item\tPrice\nPen\t1,20');
  });
  test('white space collapses outside of pre', async () => {
    expect(await textOf('<p>a \n  b</p><pre>  x\n   y</pre>', 'text/html')).toBe('a b\n  x\n   y');
  });
  test('fifty thousand nested elements cost no stack', { timeout: 60_000 }, async () => {
    expect(await textOf(`${'<div>'.repeat(50_000)}deep`, 'text/html')).toBe('deep');
  });
});

describe('JSON', () => {
  test('is indented, keeps numbers as written, and finds values by pointer', () => {
    const text = jsonText('{"total":41200.00,"lines":[{"name":"A\\u00e9 \\"x\\"","a/b":null}],"none":[],"o":{}}', limits);
    expect(text).toBe(
      '{\n  "total": 41200.00,\n  "lines": [\n    {\n      "name": "Aé \\"x\\"",\n      "a/b": null\n    }\n  ],\n  "none": [],\n  "o": {}\n}',
    );
    const at = (pointer: string) => text.slice(...(jsonPointerRange(text, pointer) ?? [0, 0]));
    expect(at('/total')).toBe('41200.00');
    expect(at('/lines/0/name')).toBe('Aé \\"x\\"');
    expect(at('/lines/0/a~1b')).toBe('null');
    expect(at('/none')).toBe('[]');
    expect(at('')).toBe(text);
    expect(jsonPointerRange(text, '/absent')).toBeNull();
  });

  test('any JSON value survives: same value, same text when laid out again, every leaf where its pointer says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const source = JSON.stringify([value]);
        const text = jsonText(source, limits);
        expect(JSON.parse(text)).toEqual(JSON.parse(source));
        expect(jsonText(text, limits)).toBe(text);
        for (const [pointer, [start, end]] of jsonRanges(text)) {
          const quoted = text.charAt(start - 1) === '"' && text.charAt(end) === '"';
          const found: unknown = JSON.parse(quoted ? text.slice(start - 1, end + 1) : text.slice(start, end));
          expect(found).toEqual(resolve(JSON.parse(source), pointer));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a long string and deep nesting are taken or refused in words', () => {
    expect(jsonText(`["${'x'.repeat(5_000_000)}"]`, limits)).toHaveLength(5_000_008);
    expect(() => jsonText('['.repeat(600) + ']'.repeat(600), limits)).toThrow(
      'It nests deeper than 500 levels. Flatten it, or send it as plain text.',
    );
  });
});

describe('CSV', () => {
  test('rows become lines and cells are separated by tabs', async () => {
    expect(await textOf('item,price\r\n"Pen, blue","1,20"\r\n"two\nlines",2\r\n', 'text/csv')).toBe(
      'item\tprice\nPen, blue\t1,20\ntwo lines\t2',
    );
    expect(await textOf('a;b\n1,5;2', 'text/csv')).toBe('a\tb\n1,5\t2');
  });
});

describe('images', () => {
  const png = Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 200, 0, 0, 0, 100,
  ]);
  const read = async (boxes: ImageBoxes) => (await extractTextLayer(png, 'image/png', boxes, limits)).layer;

  test('have their size in pixels and the words that the sender knows', async () => {
    const layer = await read([
      { text: 'TOTAL', box: [10, 10, 60, 30] },
      { text: ' 12.00 ', box: [100, 12, 150, 12, 150, 30, 100, 30] },
      { text: 'Thank you', box: [10, 50, 90, 70] },
    ]);
    expect(layer.pages[0]).toEqual({
      page: 1,
      width: 200,
      height: 100,
      rotation: 0,
      text: 'TOTAL\t12.00\nThank you',
      words: [
        { start: 0, end: 5, box: [10, 10, 60, 30] },
        { start: 6, end: 11, box: [100, 12, 150, 30] },
        { start: 12, end: 21, box: [10, 50, 90, 70] },
      ],
    });
  });

  test('other boxes are another layout, the same boxes the same', async () => {
    const [none, one, same, other] = await Promise.all([
      read([]),
      read([{ text: 'a', box: [0, 0, 1, 1] }]),
      read([{ text: 'a', box: [0, 0, 1, 1] }]),
      read([{ text: 'b', box: [0, 0, 1, 1] }]),
    ]);
    expect(one.layout).toBe(same.layout);
    expect(new Set([none.layout, one.layout, other.layout]).size).toBe(3);
  });

  test('a box outside of the picture is refused by its path; a cut file in words', async () => {
    await expect(read([{ text: 'a', box: [300, 0, 310, 9] }])).rejects.toMatchObject({ problems: [{ path: '/metadata/boxes/0/box' }] });
    await expect(extractTextLayer(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]), 'image/jpeg', [], limits)).rejects.toThrow(
      /not a complete JPEG/,
    );
  });
});

const shared = sharedFolder();
describe.skipIf(!shared)('receipts with their lines (shared data)', () => {
  test('every transcribed line of every receipt stands in the text, at its box', async () => {
    const folder = join(shared ?? '', 'data', 'sroie');
    const names = readdirSync(join(folder, 'img')).map((file) => file.replace('.jpg', ''));
    expect(names).toHaveLength(20);
    for (const name of names) {
      const boxes = readFileSync(join(folder, 'box', `${name}.csv`), 'utf8')
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .map((line) => {
          const cells = line.split(',');
          return { text: cells.slice(8).join(','), box: cells.slice(0, 8).map(Number) };
        });
      const { layer } = await extractTextLayer(readFileSync(join(folder, 'img', `${name}.jpg`)), 'image/jpeg', boxes, limits);
      const [page] = layer.pages;
      for (const { text, box } of boxes) {
        const word = page?.words?.find(
          ({ start, end, box: placed }) =>
            page.text.slice(start, end) === text.replace(/\s+/g, ' ').trim() && placed[0] === Math.min(box[0] ?? 0, box[6] ?? 0),
        );
        expect(word, `${name}: ${text}`).toBeDefined();
      }
    }
  });
});

function resolve(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')], value);
}
