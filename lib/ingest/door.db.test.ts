import { createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { revokeKey } from '@/lib/data/people/keys';
import { readKeyText } from '@/lib/domain/key-secret';
import { useDatabase } from '@/lib/data/database';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';
import { encodeTraces } from './encode-otlp';

vi.mock('@/lib/data/ingest/ingest', { spy: true });

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

const trace = (index: number) => index.toString(16).padStart(32, 'a');
const span = (index: number, over = {}) => ({ traceId: trace(index), spanId: index.toString(16).padStart(16, 'b'), ...over });
const proto = (...spans: Parameters<typeof encodeTraces>[0][number][]) => new Uint8Array(encodeTraces(spans));
const json = (...spans: object[]) => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
const PROTOBUF = { 'content-type': 'application/x-protobuf' };
const JSON_TYPE = { 'content-type': 'application/json' };

async function post(path: string, body: BodyInit, headers: Record<string, string> = PROTOBUF, key = bench.key) {
  const response = await fetch(`${bench.url}${path}`, {
    method: 'POST',
    headers: { 'x-api-key': key, ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    retryAfter: response.headers.get('retry-after'),
    text: bytes.toString(),
    bytes,
  };
}

describe('the key of a request', () => {
  it.each([
    ['Authorization: Bearer', (key: string) => ({ authorization: `Bearer ${key}` })],
    [
      'Authorization: Basic with the key as password',
      (key: string) => ({ authorization: `Basic ${Buffer.from(`pk-anything:${key}`).toString('base64')}` }),
    ],
    ['x-api-key', (key: string) => ({ 'x-api-key': key })],
    ['api_key', (key: string) => ({ api_key: key })],
    ['Helicone-Auth', (key: string) => ({ 'helicone-auth': `Bearer ${key}` })],
  ])('is taken from %s', async (_place, headers) => {
    const response = await fetch(`${bench.url}/v1/traces`, {
      method: 'POST',
      headers: { ...PROTOBUF, ...headers(bench.key) },
      body: proto(span(1)),
    });
    expect(response.status).toBe(200);
  });

  it('is needed, must be right, may be revoked at once, and needs its scope; the answer is a google.rpc.Status', async () => {
    expect(await post('/v1/traces', json(span(2)), { ...JSON_TYPE, 'x-api-key': '' })).toMatchObject({
      status: 401,
      type: 'application/json',
      text: expect.stringMatching(/^\{"code":16,"message":"Send an API key/),
    });
    expect(await post('/v1/traces', proto(span(2)), PROTOBUF, 'cs_wrong_key')).toMatchObject({
      status: 401,
      type: 'application/x-protobuf',
      text: expect.stringMatching(/^\x08\x10\x12.The API key is not known/s),
    });
    const reader = await bench.freshProject(['read']);
    expect(await post('/v1/traces', json(span(2)), JSON_TYPE, reader.key)).toMatchObject({
      status: 403,
      text: expect.stringMatching(/"code":7.*scope ingest/),
    });
    const { actor, key } = await bench.freshProject();
    expect((await post('/v1/traces', proto(span(2)), PROTOBUF, key)).status).toBe(200);
    await revokeKey(actor, readKeyText(key)?.keyId ?? '');
    expect((await post('/v1/traces', proto(span(3)), PROTOBUF, key)).status).toBe(401);
    expect((await storedRuns(actor)).map(({ runId }) => runId)).toEqual([trace(2)]);
    expect(await storedRuns(reader.actor)).toEqual([]);
  });
});

describe('paths, types and encodings', () => {
  it.each(['/v1/traces', '/v1/traces/', '/any/prefix/v1/traces', '/api/public/otel/v1/traces', '/api/ingest/v1/traces', '/'])(
    'takes traces at %s',
    async (path) => {
      expect((await post(path, proto(span(10)))).status).toBe(200);
    },
  );

  it.each([
    ['gzip', gzipSync(proto(span(11)))],
    ['deflate', deflateSync(proto(span(11)))],
    ['deflate', deflateRawSync(proto(span(11)))],
    ['identity', Buffer.from(proto(span(11)))],
    ['GZIP', gzipSync(proto(span(11)))],
  ])('takes %s', async (encoding, body) => {
    expect((await post('/v1/traces', new Uint8Array(body), { ...PROTOBUF, 'content-encoding': encoding })).status).toBe(200);
  });

  it('answers in the type of the request: empty message or {}', async () => {
    expect(await post('/v1/traces', proto(span(12)))).toMatchObject({ status: 200, type: 'application/x-protobuf', text: '' });
    expect(await post('/v1/traces', json(span(12)), { 'content-type': 'application/json; charset=utf-8' })).toMatchObject({
      status: 200,
      type: 'application/json',
      text: '{}',
    });
    expect(await post('/v1/metrics', json(), JSON_TYPE)).toMatchObject({ status: 200, text: '{}' });
    expect((await post('/v1/traces', json(span(12)), { 'content-type': '' })).status).toBe(200);
  });

  it('says what is wrong: 400, 404, 405, 415', async () => {
    expect(await post('/v1/traces', '{"resourceSpans":[', JSON_TYPE)).toMatchObject({
      status: 400,
      text: expect.stringMatching(/^\{"code":3,"message":"The body is not JSON/),
    });
    expect(await post('/v1/traces', new Uint8Array([0xff]))).toMatchObject({ status: 400, type: 'application/x-protobuf' });
    expect(await post('/v1/traces', new Uint8Array([1, 2, 3]), { ...PROTOBUF, 'content-encoding': 'gzip' })).toMatchObject({ status: 400 });
    expect(
      await post('/v1/traces', new Uint8Array(gzipSync(proto(span(13))).subarray(0, 30)), { ...PROTOBUF, 'content-encoding': 'gzip' }),
    ).toMatchObject({ status: 400, text: expect.stringMatching(/not gzip/) });
    expect(await post('/v1/traces', proto(span(13)), { ...PROTOBUF, 'content-encoding': 'zstd' })).toMatchObject({ status: 415 });
    expect(await post('/v1/traces', proto(span(13)), { 'content-type': 'application/grpc' })).toMatchObject({
      status: 415,
      text: expect.stringMatching(/http\/protobuf/),
    });
    expect(await post('/v2/spans', json(), JSON_TYPE)).toMatchObject({ status: 404, type: 'application/problem+json' });
    const get = await fetch(`${bench.url}/v1/traces`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await fetch(`${bench.url}/health`)).status).toBe(200);
  });
});

describe('partial success', () => {
  it('counts and explains what was left out, in both encodings, and keeps the rest', async () => {
    const { actor, key } = await bench.freshProject();
    expect(
      await post('/v1/traces', json(span(20), { ...span(21), traceId: 'xyz' }, { ...span(22), name: 5 }), JSON_TYPE, key),
    ).toMatchObject({
      status: 200,
      text: '{"partialSuccess":{"rejectedSpans":"2","errorMessage":"span: traceId is not hex; span: name must be text"}}',
    });
    const { status, bytes } = await post('/v1/traces', proto(span(23), { traceId: 'ab', spanId: 'cd' }), PROTOBUF, key);
    expect(status).toBe(200);
    expect(bytes.toString('latin1')).toMatch(/^\x0a.\x08\x01\x12.span: the trace id has 1 bytes instead of 16$/s);
    expect((await storedRuns(actor)).map(({ runId }) => runId)).toEqual([trace(20), trace(23)]);
  });
});

describe('a request that is too large', () => {
  /** Zeros without end, compressed as they are made: one megabyte on the wire is a gigabyte behind it. */
  async function bomb(megabytes: number): Promise<Buffer> {
    const gzip = createGzip({ level: 9 });
    const zeros = Buffer.alloc(1024 * 1024);
    const chunks: Buffer[] = [];
    gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
    for (let index = 0; index < megabytes; index++) if (!gzip.write(zeros)) await new Promise((resolve) => gzip.once('drain', resolve));
    await new Promise((resolve) => gzip.end(resolve));
    return Buffer.concat(chunks);
  }

  it('is refused with 413 when ten megabytes are ten gigabytes, at once and without holding them', async () => {
    const member = await bomb(1000);
    const body = Buffer.concat(Array.from({ length: Math.ceil((10 * 1024 * 1024) / member.length) }, () => member));
    expect(body.length).toBeGreaterThan(9 * 1024 * 1024);
    const before = process.memoryUsage.rss();
    const answer = await post('/v1/traces', new Uint8Array(body), { ...PROTOBUF, 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 413, type: 'application/x-protobuf', text: expect.stringMatching(/unpacks to more than/) });
    expect(process.memoryUsage.rss() - before).toBeLessThan(160 * 1024 * 1024);
  });

  it('is refused with 413 by its ratio, by its size on the wire, and not when a small body repeats itself', async () => {
    expect(
      (await post('/v1/traces', new Uint8Array(gzipSync(Buffer.alloc(8 * 1024 * 1024))), { ...PROTOBUF, 'content-encoding': 'gzip' }))
        .status,
    ).toBe(413);
    expect((await post('/v1/traces', new Uint8Array(17 * 1024 * 1024))).status).toBe(413);
    const repeated = gzipSync(proto(span(30, { attributes: { text: 'a'.repeat(2_000_000) } })));
    expect(repeated.length).toBeLessThan(10_000);
    expect((await post('/v1/traces', new Uint8Array(repeated), { ...PROTOBUF, 'content-encoding': 'gzip' })).status).toBe(200);
  });
});

describe('what is sent again and what is not (only 429, 502, 503 and 504 are)', () => {
  it('answers 503 with Retry-After while the database is away, and for a defect of ours; the batch is taken when it comes again', async () => {
    const { actor, key } = await bench.freshProject();
    await useDatabase('postgresql://nobody:nothing@127.0.0.1:9/none');
    expect(await post('/v1/traces', json(span(40)), JSON_TYPE, key)).toMatchObject({
      status: 503,
      retryAfter: '5',
      text: expect.stringMatching(/^\{"code":14/),
    });
    await useDatabase(bench.appUrl);
    vi.mocked(ingestRuns).mockRejectedValueOnce(new TypeError('a defect'));
    expect(await post('/v1/traces', json(span(40)), JSON_TYPE, key)).toMatchObject({
      status: 503,
      retryAfter: '5',
      text: expect.stringMatching(/nothing was stored/),
    });
    expect(await storedRuns(actor)).toEqual([]);
    expect((await post('/v1/traces', json(span(40)), JSON_TYPE, key)).status).toBe(200);
    expect(await storedRuns(actor)).toHaveLength(1);
  });

  it('never answers 500, and 400 only for what can never be read', async () => {
    const deep = {
      'input.value': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      'input.mime_type': 'application/json',
      'gen_ai.input.messages': `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
    };
    const long = (letter: string) => letter.repeat(400_000);
    const ids = {
      'session.id': long('s'),
      'user.id': long('u'),
      [long('k')]: 'v',
      'gen_ai.request.model': long('m'),
      'gen_ai.response.id': long('r'),
      'tag.tags': [long('t')],
      metadata: JSON.stringify({ ticket: long('i') }),
    };
    const statuses = await Promise.all([
      post('/v1/traces', json(span(41, { attributes: [{ key: 'k', value: { stringValue: '\u0000'.repeat(9) } }] })), JSON_TYPE),
      post('/v1/traces', json(span(42, { name: '\ud800' })), JSON_TYPE),
      post('/v1/traces', proto(span(43, { attributes: deep }))),
      post('/v1/traces', proto(span(44, { name: long('x'), attributes: ids }))),
    ]);
    expect(statuses.map(({ status, text }) => `${status} ${text}`)).toEqual(['200 {}', '200 {}', '200 ', '200 ']);
  });
});
