import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type FoundValue, jsonElements, jsonLines } from './json-values';
import { openFile } from './read-chunks';
import { all, testFolder } from './test-folder';

const folder = testFolder();
afterAll(() => folder.remove());
const START = { end: 0, number: 0 };
const texts = (found: readonly FoundValue[]) => found.map(({ bytes }) => bytes?.toString('utf8').trim());

describe('JSON values of a file', () => {
  it('are its lines, whatever ends them, and any of them may be the place to go on', async () => {
    const path = folder.file('a.jsonl', '{"a":1}\n\n  \r\n{"a":2}\r\n{"a":3}');
    const found = await all(jsonLines(openFile(path), START));
    expect(texts(found)).toEqual(['{"a":1}', '{"a":2}', '{"a":3}']);
    expect(found.map(({ number, isEnded }) => [number, isEnded])).toEqual([
      [1, true],
      [4, true],
      [5, false],
    ]);
    for (const [index, from] of found.entries())
      expect(texts(await all(jsonLines(openFile(path), from)))).toEqual(texts(found).slice(index + 1));
  });

  it('are the elements of its list, with brackets, quotes and commas inside them', async () => {
    const list = [{ a: '],[}{"\\' }, [1, [2]], 'x,y', 3, null, {}];
    const path = folder.file('a.json', `\ufeff ${JSON.stringify(list, null, 2)}\n`);
    const found = await all(jsonElements(openFile(path), START));
    expect(texts(found).map((text) => JSON.parse(text ?? ''))).toEqual(list);
    for (const [index, from] of found.entries())
      expect(texts(await all(jsonElements(openFile(path), from)))).toEqual(texts(found).slice(index + 1));
  });

  it('are found in any list, and going on at any of them finds the rest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.boolean(), async (list, isWide) => {
        const path = folder.file('any.json', JSON.stringify(list, null, isWide ? 1 : 0));
        const found = await all(jsonElements(openFile(path), START));
        expect(texts(found).map((text) => JSON.parse(text ?? ''))).toEqual(JSON.parse(JSON.stringify(list)));
        const middle = found[Math.floor(found.length / 2)];
        if (middle) expect(await all(jsonElements(openFile(path), middle))).toHaveLength(found.length - middle.number);
      }),
      { numRuns: 100 },
    );
  });

  it('cross the chunks in which a file is read, packed or not', async () => {
    const long = JSON.stringify({ a: 'ü"]'.repeat(200_000) });
    const text = [long, '{"b":1}', long].join('\n');
    for (const [name, bytes] of [
      ['long.jsonl', Buffer.from(text)],
      ['long.jsonl.gz', gzipSync(text)],
    ] as const) {
      const path = folder.file(name, bytes);
      const found = await all(jsonLines(openFile(path), START));
      expect(texts(found)).toEqual([long, '{"b":1}', long]);
      expect(texts(await all(jsonLines(openFile(path), found[0] as FoundValue)))).toEqual(['{"b":1}', long]);
    }
    const list = folder.file('long.json', `[${[long, '1', long].join(',')}]`);
    expect(texts(await all(jsonElements(openFile(list), START)))).toEqual([long, '1', long]);
  });

  it('that are too long are named without being held, and the next one is found', async () => {
    const path = folder.file('huge.jsonl', `{"a":1}\n${'x'.repeat(600_000)}\n{"a":2}\n`);
    expect(texts(await all(jsonLines(openFile(path), START, 1000)))).toEqual(['{"a":1}', undefined, '{"a":2}']);
  });
});
