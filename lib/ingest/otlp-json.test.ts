import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '@/lib/errors';
import { parseJsonText } from './json-text';
import { decodeLogsJson, decodeTracesJson } from './otlp-json';

const TRACE = 'aabbccddeeff00112233445566778899';
const span = (over: object) => ({ traceId: TRACE, spanId: '00000000000000ff', name: 'n', ...over });
const request = (...spans: object[]) => Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
const attribute = (value: string) =>
  Buffer.from(
    `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${TRACE}","spanId":"00000000000000ff","attributes":[{"key":"k","value":${value}}]}]}]}]}`,
  );
const valueOfK = (value: string) => decodeTracesJson(attribute(value)).items[0]?.attributes['k'];
const detail = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof ExpectedError) return `${error.status} ${error.message}`;
    throw error;
  }
  return 'taken';
};

describe('a JSON request', () => {
  it.each([
    ['{"intValue":42}', 42],
    ['{"intValue":"42"}', 42],
    ['{"intValue":"9223372036854775807"}', '9223372036854775807'],
    ['{"intValue":9223372036854775807}', '9223372036854775807'],
    ['{"intValue":-9007199254740993}', '-9007199254740993'],
    ['{"doubleValue":0.1}', 0.1],
    ['{"doubleValue":null}', null],
    ['{"doubleValue":"NaN"}', null],
    ['{"doubleValue":"Infinity"}', null],
    ['{"doubleValue":1e400}', null],
    ['{"boolValue":false}', false],
    ['{"bytesValue":"AAH6/w=="}', 'AAH6/w=='],
    ['{}', null],
    ['{"arrayValue":{}}', []],
    ['{"kvlistValue":{"values":[]}}', {}],
    [
      '{"arrayValue":{"values":[{"stringValue":"a"},{},{"kvlistValue":{"values":[{"key":"b","value":{"intValue":1}}]}}]}}',
      ['a', null, { b: 1 }],
    ],
    ['{"string_value":"snake"}', 'snake'],
  ])('reads the value %s', (value, expected) => {
    expect(valueOfK(value)).toEqual(expected);
  });

  it('takes ids in any case and in base64, times as text and as numbers with all digits, enums as numbers and names', () => {
    const { items } = decodeTracesJson(
      Buffer.from(`{"resourceSpans":[{"scopeSpans":[{"spans":[
      {"traceId":"${TRACE.toUpperCase()}","spanId":"00000000000000FF","parentSpanId":"0000000000000000","startTimeUnixNano":1795233397288000123,"endTimeUnixNano":"1795233397288000456","kind":"SPAN_KIND_CLIENT","status":{"code":"STATUS_CODE_ERROR","message":"no"}},
      {"traceId":"${Buffer.from(TRACE, 'hex').toString('base64')}","span_id":"00000000000000fe","kind":3,"status":{"code":2}}]}]}]}`),
    );
    expect(items[0]).toMatchObject({
      traceId: TRACE,
      spanId: '00000000000000ff',
      parentSpanId: null,
      startNs: 1795233397288000123n,
      endNs: 1795233397288000456n,
      kind: 3,
      statusCode: 2,
      statusMessage: 'no',
    });
    expect(items[1]).toMatchObject({ traceId: TRACE, spanId: '00000000000000fe', kind: 3, statusCode: 2 });
  });

  it.each([
    ['no trace id', span({ traceId: undefined }), /trace id has 0 bytes/],
    ['a trace id of zeros', span({ traceId: '0'.repeat(32) }), /all zero/],
    ['a trace id that is a word', span({ traceId: 'not an id' }), /traceId is not hex/],
    ['attributes that are no list', span({ attributes: {} }), /attributes must be a list/],
    ['a bare attribute value', span({ attributes: [{ key: 'k', value: 'text' }] }), /must be an object such as/],
    ['a name that is a number', span({ name: 7 }), /name must be text/],
    ['a time that is a word', span({ startTimeUnixNano: 'now' }), /nanoseconds since the epoch/],
    [
      'a value nested too deep',
      span({
        attributes: [
          { key: 'k', value: Array.from({ length: 33 }).reduce((inner) => ({ arrayValue: { values: [inner] } }), { stringValue: 'x' }) },
        ],
      }),
      /nested deeper than 32/,
    ],
  ])('leaves out a span with %s, and only that', (_what, bad, reason) => {
    const { items, rejected } = decodeTracesJson(request(bad, span({ spanId: '00000000000000aa' })));
    expect(items.map(({ spanId }) => spanId)).toEqual(['00000000000000aa']);
    expect([rejected.count, rejected.message]).toEqual([1, expect.stringMatching(reason)]);
  });

  it.each([
    ['a number', '{"resourceSpans":7}', /400 The request must have a list in resourceSpans/],
    ['a text for a span', '{"resourceSpans":[{"scopeSpans":[{"spans":["x"]}]}]}', /400 The request must have an object in spans\[0\]/],
    ['a list', '[]', /400 The request must be a JSON object/],
    ['cut off', '{"resourceSpans":[', /400 The body is not JSON/],
    ['empty', '', /400 The body is not JSON/],
    ['a stray character', '\ufffe', /400 The body is not/],
    ['a megabyte of brackets', '['.repeat(1024 * 1024), /400 The body is nested deeper than 160 levels/],
    ['100,000 objects deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, /400 The request is nested deeper than 160 levels/],
  ])('is refused as a whole when its frame is %s', (_what, text, reason) => {
    expect(detail(() => decodeTracesJson(Buffer.from(text)))).toMatch(reason);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(detail(() => decodeTracesJson(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])))).toMatch(/400 The body is not UTF-8/);
  });

  it('takes __proto__ and repeated keys as data: the last one stays', () => {
    const { items } = decodeTracesJson(
      Buffer.from(`{"__proto__":{"resourceSpans":[]},"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${TRACE}","spanId":"00000000000000ff",
      "attributes":[{"key":"__proto__","value":{"kvlistValue":{"values":[{"key":"polluted","value":{"boolValue":true}}]}}},{"key":"a","value":{"intValue":1}},{"key":"a","value":{"intValue":2}}],"name":"first","name":"second"}]}]}]}`),
    );
    expect(JSON.stringify(items[0]?.attributes)).toBe('{"__proto__":{"polluted":true},"a":2}');
    expect(items[0]?.name).toBe('second');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('reads log records: body of any shape, name in the field, ids that are absent', () => {
    const { items } = decodeLogsJson(
      Buffer.from(
        '{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"observedTimeUnixNano":"7","eventName":"e","body":{"kvlistValue":{"values":[{"key":"content","value":{"stringValue":"hi"}}]}}}]}]}]}',
      ),
    );
    expect(items[0]).toMatchObject({ timeNs: 7n, eventName: 'e', body: { content: 'hi' }, traceId: null, spanId: null });
  });
});

describe('JSON text', () => {
  it('gives what JSON.parse gives, but with all digits of whole numbers', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(parseJsonText(Buffer.from(text), 100)).toEqual(JSON.parse(text));
      }),
    );
    expect(
      parseJsonText(
        Buffer.from('[12345678901234567890, -9007199254740993, 9007199254740991, 1.234567890123456789, 1e20, "12345678901234567890"]'),
        9,
      ),
    ).toEqual(['12345678901234567890', '-9007199254740993', 9007199254740991, 1.2345678901234567, 1e20, '12345678901234567890']);
  });

  it('is not led astray by quotes, slashes and brackets inside strings', () => {
    const value = { a: '\\"[[[[{{{{', 'k\\': ['\\\\"', '12345678901234567890'], b: '['.repeat(500) };
    expect(parseJsonText(Buffer.from(JSON.stringify(value)), 5)).toEqual(value);
  });
});
