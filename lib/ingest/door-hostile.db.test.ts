import { createDeflate, createGzip, gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';
import { encodeTraces, type SpanToEncode, tag, text, varint } from './encode-otlp';

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

const MEBIBYTE = 1024 * 1024;
const MAX_GROWTH_BYTES = 400 * MEBIBYTE;
const [BEFORE, BAD, AFTER] = ['a1', 'b2', 'c3'].map((end) => end.padStart(32, '0')) as [string, string, string];
const spanId = (traceId: string) => traceId.slice(16);
const good = (traceId: string) => ({ traceId, spanId: spanId(traceId) });
const long = (letter: string) => letter.repeat(400_000);

async function post(key: string, body: BodyInit, headers: Record<string, string>) {
  const response = await fetch(`${bench.url}/v1/traces`, {
    method: 'POST',
    headers: { 'x-api-key': key, ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
  return { status: response.status, text: await response.text() };
}
const inProtobuf = (bad: Omit<SpanToEncode, 'traceId' | 'spanId'>) =>
  new Uint8Array(encodeTraces([good(BEFORE), { ...good(BAD), ...bad }, good(AFTER)]));
/** `fields` as text, because some of it no JavaScript value can be. */
const inJson = (fields: string) =>
  `{"resourceSpans":[{"scopeSpans":[{"spans":[${[BEFORE, BAD, AFTER]
    .map((id) => `{"traceId":"${id}","spanId":"${spanId(id)}"${id === BAD ? `,${fields}` : ''}}`)
    .join(',')}]}]}]}`;
const attributeOf = (value: string, key = 'k') => `"attributes":[{"key":"${key}","value":${value}}]`;

/** A list in a list and so on, written from the inside without recursion. */
function nestedValue(levels: number): Buffer {
  const parts: Buffer[] = [text(1, 'x')];
  let inner = parts[0]?.length ?? 0;
  for (let level = 0; level < levels; level++) {
    const element = Buffer.concat([Buffer.from([0x0a]), varint(BigInt(inner))]);
    const list = Buffer.concat([Buffer.from([0x2a]), varint(BigInt(inner + element.length))]);
    parts.push(element, list);
    inner += element.length + list.length;
  }
  const value = Buffer.concat(parts.reverse());
  const entry = Buffer.concat([text(1, 'deep'), Buffer.from([0x12]), varint(BigInt(value.length)), value]);
  return Buffer.concat([Buffer.from([0x4a]), varint(BigInt(entry.length)), entry]);
}

describe('one hostile span between two good ones', () => {
  const PROTOBUF = { 'content-type': 'application/x-protobuf' };
  const JSON_TYPE = { 'content-type': 'application/json' };
  const deepJson = `${'{"arrayValue":{"values":['.repeat(100_000)}{"stringValue":"x"}${']}}'.repeat(100_000)}`;
  const million = Array.from({ length: 200_000 }, (_, index) => `{"key":"k${index}","value":{"intValue":1}}`).join(',');

  it.each<[string, 'kept' | 'left out', BodyInit, Record<string, string>]>([
    ['a value nested 100,000 deep', 'left out', inProtobuf({ raw: nestedValue(100_000) }), PROTOBUF],
    ['a value nested 100,000 deep in JSON', 'left out', inJson(attributeOf(deepJson)), JSON_TYPE],
    [
      'a million attributes',
      'left out',
      inProtobuf({ raw: Buffer.concat(Array.from({ length: 1_000_000 }, () => Buffer.from([0x4a, 0x03, 0x0a, 0x01, 0x61]))) }),
      PROTOBUF,
    ],
    ['200,000 attributes in JSON', 'left out', inJson(`"attributes":[${million}]`), JSON_TYPE],
    ['a length past the end', 'left out', inProtobuf({ raw: Buffer.concat([varint(74n), varint(2n ** 31n)]) }), PROTOBUF],
    ['a time of text', 'left out', inProtobuf({ raw: tag(7, 2, Buffer.concat([varint(1n), Buffer.from('x')])) }), PROTOBUF],
    ['an id of 400,000 characters in JSON', 'left out', inJson(`"parentSpanId":"${long('p')}"`), JSON_TYPE],
    ['keys of 400,000 characters', 'kept', inProtobuf({ attributes: { [long('k')]: long('v'), 'session.id': long('s') } }), PROTOBUF],
    ['a name of 400,000 characters', 'kept', inJson(`"name":"${long('n')}"`), JSON_TYPE],
    [
      '__proto__ and constructor',
      'kept',
      inJson(`${attributeOf('{"kvlistValue":{"values":[{"key":"polluted","value":{"intValue":1}}]}}', '__proto__')},"constructor":{}`),
      JSON_TYPE,
    ],
    ['NUL and half of a surrogate pair', 'kept', inJson(`"name":"\\u0000\\ud800",${attributeOf('{"stringValue":"\\u0000"}')}`), JSON_TYPE],
    ['1e400', 'kept', inJson(attributeOf('{"doubleValue":1e400}')), JSON_TYPE],
    ['repeated keys', 'kept', inJson(`"name":"a","name":"b",${attributeOf('{"intValue":1,"intValue":2}')}`), JSON_TYPE],
    [
      'text that begins as JSON without end',
      'kept',
      inProtobuf({ attributes: { 'gen_ai.input.messages': '['.repeat(MEBIBYTE), 'input.value': '{"a":'.repeat(100_000) } }),
      PROTOBUF,
    ],
  ])('%s: it is %s, the others are stored, memory stays bounded', async (_what, fate, body, headers) => {
    const { actor, key } = await bench.freshProject();
    const before = process.memoryUsage.rss();
    const answer = await post(key, body, headers);
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.anything()]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(MAX_GROWTH_BYTES);
    const stored = (await storedRuns(actor)).map(({ runId }) => runId).sort();
    expect(stored).toEqual(fate === 'kept' ? [BEFORE, BAD, AFTER] : [BEFORE, AFTER]);
    if (fate === 'left out') expect(answer.text).toMatch(/rejectedSpans|span/);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('1 MB of brackets is refused as a whole, at once', async () => {
    const { actor, key } = await bench.freshProject();
    expect(await post(key, '['.repeat(MEBIBYTE), JSON_TYPE)).toMatchObject({ status: 400, text: expect.stringMatching(/nested deeper/) });
    expect(await storedRuns(actor)).toEqual([]);
  });
});

describe('bodies', () => {
  const body = encodeTraces([good(BEFORE), good(AFTER)]);
  const headers = { 'content-type': 'application/x-protobuf' };
  const stream = (bytes: Buffer) =>
    Readable.toWeb(
      Readable.from(Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) => bytes.subarray(index * 7, index * 7 + 7))),
    ) as BodyInit;

  it('may come in chunks, without a length, also when they are packed', async () => {
    const { actor, key } = await bench.freshProject();
    expect(await post(key, stream(body), headers)).toMatchObject({ status: 200 });
    expect(await post(key, stream(gzipSync(body)), { ...headers, 'content-encoding': 'gzip' })).toMatchObject({ status: 200 });
    expect((await storedRuns(actor)).map(({ runId }) => runId)).toEqual([BEFORE, AFTER]);
  });

  it('packed twice are unpacked once and refused for what they are then', async () => {
    const { actor, key } = await bench.freshProject();
    expect(await post(key, new Uint8Array(gzipSync(gzipSync(body))), { ...headers, 'content-encoding': 'gzip' })).toMatchObject({
      status: 400,
    });
    expect(await post(key, new Uint8Array(gzipSync(gzipSync(body))), { ...headers, 'content-encoding': 'gzip, gzip' })).toMatchObject({
      status: 415,
    });
    expect(await storedRuns(actor)).toEqual([]);
  });

  it.each([
    ['deflate', createDeflate],
    ['gzip', createGzip],
  ] as const)('that unfold without end by %s are refused with 413 in bounded memory', async (encoding, create) => {
    const packer = create({ level: 9 });
    const chunks: Buffer[] = [];
    packer.on('data', (chunk: Buffer) => chunks.push(chunk));
    const zeros = Buffer.alloc(MEBIBYTE);
    for (let count = 0; count < 300; count++) if (!packer.write(zeros)) await new Promise((resolve) => packer.once('drain', resolve));
    await new Promise((resolve) => packer.end(resolve));
    const before = process.memoryUsage.rss();
    const answer = await post((await bench.freshProject()).key, new Uint8Array(Buffer.concat(chunks)), {
      ...headers,
      'content-encoding': encoding,
    });
    expect(answer).toMatchObject({ status: 413, text: expect.stringMatching(/unpacks to more than/) });
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * MEBIBYTE);
  });
});
