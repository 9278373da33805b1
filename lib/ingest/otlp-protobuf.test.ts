import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { ExpectedError } from '@/lib/errors';
import { anyValue, attributes, bytes, encodeSpan, encodeTraces, keyValue, message, tag, text, varint } from './encode-otlp';
import { decodeLogs, decodeTraces } from './otlp-protobuf';
import { WireError } from './wire-reader';

const TRACE = 'aabbccddeeff00112233445566778899';
const good = { traceId: TRACE, spanId: '00000000000000ff' };
const decoded = (raw: Buffer, over = {}) =>
  decodeTraces(
    encodeTraces([
      { ...good, raw, ...over },
      { ...good, spanId: '00000000000000aa' },
    ]),
  );

describe('a protobuf request', () => {
  it('gives back what was put in, whatever the values', () => {
    const json: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.maxSafeInteger(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.string({ unit: 'binary' }),
        fc.array(tie('json'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('json'), { maxKeys: 4 }),
      ),
    })).json;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json, { maxKeys: 6 }), fc.bigInt(1n, 2n ** 63n - 1n), (values, startNs) => {
        const [span] = decodeTraces(encodeTraces([{ ...good, attributes: values, startNs, endNs: startNs }])).items;
        expect(JSON.stringify(span?.attributes)).toBe(JSON.stringify(values));
        expect(span).toMatchObject({ traceId: TRACE, spanId: '00000000000000ff', parentSpanId: null, startNs, endNs: startNs });
      }),
    );
  });

  it('keeps every digit of 64-bit numbers', () => {
    const numbers = Buffer.concat(
      [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n - 1n, 2n ** 53n, -1n].map((value, index) =>
        keyValue(9, `n${index}`, tag(3, 0, varint(BigInt.asUintN(64, value)))),
      ),
    );
    expect(decoded(numbers).items[0]?.attributes).toEqual({
      n0: '9223372036854775807',
      n1: '-9223372036854775808',
      n2: 9007199254740991,
      n3: '9007199254740992',
      n4: -1,
    });
  });

  it('reads what is not a number as null, and takes the last of repeated keys', () => {
    const raw = Buffer.concat([Number.NaN, Number.POSITIVE_INFINITY].map((value, index) => keyValue(9, `n${index}`, anyValue(value))));
    expect(decoded(Buffer.concat([raw, attributes(9, { same: 1 }), attributes(9, { same: 2 })])).items[0]?.attributes).toEqual({
      n0: null,
      n1: null,
      same: 2,
    });
  });

  it('takes __proto__ and constructor for keys like any other', () => {
    const raw = Buffer.concat([
      keyValue(9, '__proto__', anyValue({ polluted: true })),
      keyValue(9, 'm', message(6, keyValue(1, '__proto__', anyValue('x')))),
      attributes(9, { constructor: { prototype: { x: 1 } } }),
    ]);
    const [span] = decoded(raw).items;
    expect(JSON.stringify(span?.attributes)).toBe(
      '{"__proto__":{"polluted":true},"m":{"__proto__":"x"},"constructor":{"prototype":{"x":1}}}',
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('replaces bytes that are not UTF-8 and says so', () => {
    const raw = message(9, Buffer.concat([text(1, 'k'), message(2, bytes(1, Buffer.from([0x61, 0xff, 0x62])))]));
    expect(decoded(raw).items[0]).toMatchObject({
      attributes: { k: 'a\ufffdb' },
      losses: ['1 text is not UTF-8; bad bytes were replaced by U+FFFD'],
    });
    expect(decoded(attributes(9, { k: 'a\ufffdb' })).items[0]?.losses).toEqual([]);
  });

  it.each([
    ['a length past the end of its span', Buffer.concat([varint(9n * 8n + 2n), varint(1_000_000n)]), /points past the end/],
    ['a length of 2^40', Buffer.concat([varint(9n * 8n + 2n), varint(2n ** 40n)]), /points past the end/],
    ['a value that ends too early', Buffer.concat([varint(7n * 8n + 1n), Buffer.from([1, 2])]), /ends in the middle/],
    ['a number of eleven bytes', Buffer.concat([varint(6n * 8n), Buffer.alloc(11, 0xff)]), /longer than ten bytes/],
    ['field number 0', Buffer.from([0x02, 0x00]), /field number 0/],
    ['wire type 7', Buffer.from([0x0f]), /wire type 7/],
    ['a group that does not end', Buffer.concat([varint(99n * 8n + 3n), varint(98n * 8n)]), /ends in the middle|does not end/],
    ['groups a hundred deep', Buffer.concat(Array.from({ length: 100 }, () => varint(99n * 8n + 3n))), /nested deeper than 32/],
    ['a text where bytes belong', tag(7, 2, Buffer.concat([varint(3n), Buffer.from('abc')])), /wire type 2 instead of 1/],
    ['a short trace id', bytes(1, Buffer.from('ab', 'hex')), /trace id has 1 bytes instead of 16/],
    ['a span id of zeros', bytes(2, Buffer.alloc(8)), /span id is all zero/],
    [
      'a million attributes',
      Buffer.concat(Array.from({ length: 1_000_000 }, () => Buffer.from([0x4a, 0x03, 0x0a, 0x01, 0x61]))),
      /more than 10000 attributes/,
    ],
  ])('leaves out a span with %s, and only that', (_what, raw, reason) => {
    const { items, rejected } = decoded(raw);
    expect(items.map(({ spanId }) => spanId)).toEqual(['00000000000000aa']);
    expect(rejected.count).toBe(1);
    expect(rejected.message).toMatch(reason);
  });

  it('leaves out a span whose value is nested 100,000 deep, without recursing into it', () => {
    const leaf = text(1, 'x');
    const headers: Buffer[] = [];
    for (let level = 0, inner = leaf.length; level < 100_000; level++) {
      const list = 1 + varint(BigInt(inner)).length + inner;
      headers.push(Buffer.concat([Buffer.from([0x2a]), varint(BigInt(list)), Buffer.from([0x0a]), varint(BigInt(inner))]));
      inner = 1 + varint(BigInt(list)).length + list;
    }
    const { items, rejected } = decoded(keyValue(9, 'deep', Buffer.concat([...headers.reverse(), leaf])));
    expect(items).toHaveLength(1);
    expect(rejected.message).toMatch(/nested deeper than 32/);
    const nested = (depth: number): Buffer => (depth === 0 ? text(1, 'x') : message(5, message(1, nested(depth - 1))));
    expect(decoded(keyValue(9, 'deep', nested(31))).rejected.count).toBe(0);
    expect(decoded(keyValue(9, 'deep', nested(32))).rejected.message).toMatch(/nested deeper than 32/);
  });

  it('passes over fields and groups that it does not know', () => {
    const unknown = Buffer.concat([
      tag(900, 0, varint(5n)),
      tag(901, 5, Buffer.alloc(4)),
      tag(902, 1, Buffer.alloc(8)),
      text(903, 'x'),
      tag(904, 3, Buffer.concat([tag(905, 0, varint(1n)), tag(904, 4, Buffer.alloc(0))])),
      attributes(9, { after: 1 }),
    ]);
    expect(decoded(unknown)).toMatchObject({ items: [{ attributes: { after: 1 } }, {}], rejected: { count: 0 } });
  });

  it('is refused as a whole when its frame is broken', () => {
    const whole = encodeTraces([good]);
    expect(() => decodeTraces(whole.subarray(0, whole.length - 3))).toThrow(WireError);
    expect(() => decodeTraces(Buffer.from('{"resourceSpans":[]}'))).toThrow(WireError);
    expect(decodeTraces(Buffer.alloc(0)).items).toEqual([]);
  });

  it('is refused with 413 when it unfolds to millions of values', () => {
    const list = message(5, Buffer.concat(Array.from({ length: 300_000 }, () => Buffer.from([0x0a, 0x00]))));
    const spans = Array.from({ length: 4 }, (_, index) => ({
      ...good,
      spanId: `00000000000000a${index + 1}`,
      raw: keyValue(9, 'list', list),
    }));
    expect(() => decodeTraces(encodeTraces(spans))).toThrow(ExpectedError);
    expect(decodeTraces(encodeTraces(spans.slice(0, 3))).items).toHaveLength(3);
  });

  it('never fails otherwise, whatever the bytes', () => {
    const base = encodeTraces([{ ...good, attributes: { a: [1, { b: 'c' }], d: 0.5 }, status: { code: 2, message: 'no' } }]);
    const read = (input: Buffer) => {
      try {
        decodeTraces(input);
        decodeLogs(input);
      } catch (error) {
        if (!(error instanceof WireError) && !(error instanceof ExpectedError)) throw error;
      }
    };
    for (let length = 0; length <= base.length; length++) read(base.subarray(0, length));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(base.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (edits) => {
        const copy = Buffer.from(base);
        for (const [at, value] of edits) copy[at] = value;
        read(copy);
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => read(Buffer.from(input))),
      { numRuns: 2000 },
    );
  });

  it('reads a time beyond 2262 and zero as unknown', () => {
    expect(decodeTraces(encodeTraces([{ ...good, startNs: 0n, endNs: 2n ** 64n - 1n }])).items[0]).toMatchObject({
      startNs: null,
      endNs: null,
      losses: [expect.stringMatching(/end time 18446744073709551615 lies outside/)],
    });
    expect(encodeSpan(good).length).toBeGreaterThan(0);
  });
});
