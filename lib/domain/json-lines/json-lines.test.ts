import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonLines } from './json-lines';
import { findInJson, jsonText } from './json-text';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const linesOf = (value: unknown, space?: number) => new JsonLines(bytesOf(JSON.stringify(value, null, space)));
const all = (lines: JsonLines) => Array.from({ length: lines.count }, (_, index) => lines.line(index));
const shown = (lines: JsonLines) =>
  all(lines).map(({ index, kind, isOpen, size }) => `${lines.pointer(index)}:${kind}${size > 0 && !isOpen ? '…' : ''}`);

/** Opens everything, line after line. */
function openAll(lines: JsonLines): JsonLines {
  for (let index = 0; index < lines.count; index++) if (lines.line(index).size > 0 && !lines.line(index).isOpen) lines.turn(index);
  return lines;
}

describe('the lines of a JSON value', () => {
  it('come in order, with pointers', () => {
    expect(shown(linesOf({ b: 1, a: [true, null], 'x/y~': 'z', '': {} }))).toEqual([
      ':object',
      '/b:number',
      '/a:array',
      '/a/0:boolean',
      '/a/1:null',
      '/x~1y~0:string',
      '/:object',
    ]);
  });

  it('start folded where they are deep or long, and open and fold in place', () => {
    const lines = linesOf({ a: { b: { c: { d: 1 } } }, list: Array.from({ length: 300 }, () => [1]) });
    expect(shown(lines)).toEqual([':object', '/a:object', '/a/b:object', '/a/b/c:object…', '/list:array…']);
    lines.turn(4);
    expect(lines.count).toBe(305);
    lines.turn(3);
    expect(lines.line(4)).toMatchObject({ key: 'd', text: '1', depth: 4 });
    lines.turn(0);
    expect(lines.count).toBe(1);
  });

  it('hold every value of any JSON exactly once, in order, with its size and its text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, space) => {
        const expected: [string, unknown][] = [];
        const walk = (pointer: string, here: unknown) => {
          expected.push([pointer, here]);
          if (typeof here !== 'object' || here === null) return;
          for (const [key, member] of Object.entries(here)) walk(`${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, member);
        };
        const plain: unknown = JSON.parse(JSON.stringify(value));
        walk('', plain);
        const lines = openAll(linesOf(plain, space));
        expect(all(lines).map(({ index }) => lines.pointer(index))).toEqual(expected.map(([pointer]) => pointer));
        all(lines).forEach(({ index, kind, size, isCut }) => {
          const held = expected[index]?.[1];
          expect(size).toBe(typeof held === 'object' && held !== null ? Object.keys(held).length : -1);
          if (kind === 'string') expect(lines.textOf(index, 1e9)).toBe(held);
          if (!isCut && kind !== 'object' && kind !== 'array' && kind !== 'string') expect(JSON.parse(lines.line(index).text)).toBe(held);
        });
      }),
    );
  });

  it('take a value 100,000 deep', () => {
    const lines = new JsonLines(bytesOf(`${'['.repeat(100_000)}1${']'.repeat(100_000)}`));
    expect(lines.count).toBe(4);
    expect(lines.line(3)).toMatchObject({ kind: 'array', size: 1, isOpen: false });
  });

  it('cut long texts between characters and never inside an escape', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', '漢', '😀', '"', '\\', '\n', '\u0001', '\ud83d\ude00x') }),
        fc.nat(60),
        (text, limit) => {
          const bytes = bytesOf(JSON.stringify(text));
          const cut = jsonText(bytes, 0, bytes.length, limit);
          expect(text.startsWith(cut)).toBe(true);
          expect(bytesOf(JSON.stringify(cut)).length - 2).toBeLessThanOrEqual(
            Math.max(limit, bytes.length - 2 <= limit ? bytes.length : 0),
          );
        },
      ),
    );
  });
});

describe('words in JSON', () => {
  it('are found in keys and values, in any script and case, and the way to them is opened', () => {
    const value = { deep: { er: { and: { deeper: [{ note: 'the REFUND “über”' }, { 检索: '文档 استرجاع' }] } } } };
    for (const words of ['refund', 'ÜBER', '检索', 'استرجاع', 'note']) {
      const bytes = bytesOf(JSON.stringify(value));
      const lines = new JsonLines(bytes);
      const [offset] = findInJson(bytes, words, 10);
      const line = lines.line(lines.reveal(offset as number));
      expect(`${line.key} ${line.text}`.toLowerCase()).toContain(words.toLowerCase());
    }
  });

  it('are found each once across the seams of what is read at a time', () => {
    const text = `${'x'.repeat(1024 * 1024 - 5)}needle${'é'.repeat(700_000)}needle`;
    const bytes = bytesOf(JSON.stringify([text]));
    const found = findInJson(bytes, 'Needle', 10);
    expect(found).toHaveLength(2);
    for (const offset of found) expect(new TextDecoder().decode(bytes.subarray(offset, offset + 6))).toBe('needle');
    expect(findInJson(bytes, 'a "quoted"', 10)).toEqual([]);
    expect(findInJson(bytesOf(JSON.stringify({ a: 'is "quoted" \\ here' })), '"quoted" \\', 10)).toHaveLength(1);
  });
});
