import { describe, expect, it } from 'vitest';
import { RECORD_LIMITS, readRecord } from './record-text';

const placed = (text: string) => readRecord(text)?.leaves.map(({ pointer, value, start, end }) => [pointer, value, text.slice(start, end)]);

describe('the text of a record', () => {
  it('gives each leaf with its pointer, its value and its place from the key to the end of the value', () => {
    expect(placed('{"a": {"b/c": [1, {"d": "x, \\"y\\""}]},\n "e": null, "f": [], "g": true}')).toEqual([
      ['/a/b~1c/0', 1, '1'],
      ['/a/b~1c/1/d', 'x, "y"', '"d": "x, \\"y\\""'],
      ['/e', null, '"e": null'],
      ['/f', null, '"f": []'],
      ['/g', true, '"g": true'],
    ]);
  });

  it('is read as JSON lines, as a fenced block and as a printed dictionary too', () => {
    expect(placed('{"n": 1}\n{"n": 2}')).toEqual([
      ['/0/n', 1, '"n": 1'],
      ['/1/n', 2, '"n": 2'],
    ]);
    expect(placed('```json\n{"n": 1}\n```')).toEqual([['/n', 1, '"n": 1']]);
    expect(placed("{'open': True, 'music': None, 'name': 'Rosa\\'s'}")?.map(([, value]) => value)).toEqual([true, null, "Rosa's"]);
  });

  it.each(['', 'Total: 12', '{', '{"a": }', '{"a" 1}', '[1, 2', '{"a": 1}}', '[see below]', '{"a": 1} and more', '{a: b}', '"text"', '{]'])(
    'is none: %s',
    (text) => expect(readRecord(text)).toBeNull(),
  );

  it('keeps its limits, says what it left out, and reads each character a bounded number of times', () => {
    const depth = 20_000;
    const hostile = [
      '['.repeat(depth) + ']'.repeat(depth),
      `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
      `[${Array.from({ length: 100_000 }, (_, index) => `{"k${index}": ${index}}`).join(',')}]`,
      `{"long": "${'\\"{['.repeat(100_000)}"}`,
    ];
    for (const text of hostile) {
      const record = readRecord(text);
      expect(record).not.toBeNull();
      expect(record?.steps).toBeLessThan(3 * text.length);
      expect(record?.leaves.length).toBeLessThanOrEqual(RECORD_LIMITS.leaves);
    }
    expect(readRecord(hostile[2] ?? '')).toMatchObject({ omitted: 100_000 - RECORD_LIMITS.leaves });
    expect(readRecord(`{"a": "${'x'.repeat(RECORD_LIMITS.chars)}"}`)).toBeNull();
  });
});
