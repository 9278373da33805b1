import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDocumentRef, parseDocumentRef } from './document-ref';
import { isoMicros, parseInstantNs } from './instant';
import type { Json } from '@/lib/domain/run/run';
import { stableJson } from './stable-json';
import { storableJson, storableText } from './storable-json';

describe('storable JSON', () => {
  it('leaves everything as it is but NUL, lone surrogates and infinities', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(storableJson(JSON.parse(text) as Json)).toMatchObject({ value: JSON.parse(text), replaced: [], notFinite: [] });
      }),
    );
    expect(storableText('a\0😀\ud83d!')).toBe('a\ufffd😀\ufffd!');
    expect(storableJson({ a: ['\0', Number.POSITIVE_INFINITY] })).toMatchObject({
      value: { a: ['\ufffd', null] },
      replaced: ['/a/0'],
      notFinite: ['/a/1'],
    });
    expect(storableJson('\0').value).toBe('\ufffd');
  });

  it('loses no value when repaired keys meet', () => {
    const { value } = storableJson(JSON.parse('{"a\\u0000":1,"a\\ufffd":2,"__proto__\\u0000":3,"__proto__":4}') as Json);
    expect(Object.values(value as object).sort()).toEqual([1, 2, 3, 4]);
  });

  it('measures a million levels without recursion', () => {
    let deep: Json = 1;
    for (let level = 0; level < 1_000_000; level++) deep = [deep];
    expect(storableJson(deep, 10).depth).toBe(11);
  });

  it('has one text whatever the order of keys', () => {
    expect(stableJson({ b: 1, a: { d: [null, -0], c: 'x' } })).toBe('{"a":{"c":"x","d":[null,0]},"b":1}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(stableJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('instants', () => {
  it('keep nanoseconds in and microseconds out', () => {
    expect(parseInstantNs('2026-11-21T08:30:00.123456789+01:30')).toBe(1795244400123456789n);
    expect(isoMicros(1795244400123456789n)).toBe('2026-11-21T07:00:00.123456Z');
    expect(
      ['yesterday', '2026-02-30T00:00:00Z', '2026-11-21', '1969-12-31T23:59:59Z', '2300-01-01T00:00:00Z', '2026-11-21T25:00:00Z'].map(
        parseInstantNs,
      ),
    ).toEqual([null, null, null, null, null, null]);
    fc.assert(fc.property(fc.bigInt(0n, 2n ** 63n - 1n), (ns) => parseInstantNs(isoMicros(ns)) === ns - (ns % 1000n)));
  });
});

describe('document references', () => {
  it('are read and written alike', () => {
    const ref = fc.record(
      {
        documentId: fc.string({ minLength: 1, unit: 'grapheme' }),
        version: fc.integer({ min: 1, max: 99 }),
        page: fc.integer({ min: 1, max: 99 }),
        path: fc.constantFrom('', '/a/0', '/a%b#&'),
      },
      { requiredKeys: ['documentId'] },
    );
    fc.assert(
      fc.property(ref, (made) => {
        expect(parseDocumentRef(formatDocumentRef(made))).toEqual(made);
      }),
    );
    expect(parseDocumentRef('doc:a#chars=2,9&page=3')).toEqual({ documentId: 'a', chars: [2, 9], page: 3 });
    for (const wrong of ['', 'doc:', 'doc:#page=1', 'doc:a#page=0', 'doc:a#page=x', 'doc:a#chars=9,2', 'doc:a#colour=red', 'policy'])
      expect(parseDocumentRef(wrong)).toBeNull();
  });
});
