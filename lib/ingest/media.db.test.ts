import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getMedia } from '@/lib/data/ingest/media';
import { mediaReferencesIn } from '@/lib/domain/media-reference';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

const png = Buffer.from('89504e470d0a1a0a'.repeat(16), 'hex');
const digest = createHash('sha256').update(png).digest();

describe('media of Langfuse', () => {
  const ask = async (key: string) => {
    const body = {
      traceId: 't',
      field: 'input',
      contentType: 'image/png',
      contentLength: png.length,
      sha256Hash: digest.toString('base64'),
    };
    const headers = { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`pk:${key}`).toString('base64')}` };
    const response = await fetch(`${bench.url}/lf/api/public/media`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBe(201);
    return (await response.json()) as { mediaId: string; uploadUrl: string | null };
  };
  const put = (url: string, bytes: Buffer) =>
    fetch(url, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: new Uint8Array(bytes) });

  it('are uploaded to an address of our own without a key, once, and found by the token in the trace', async () => {
    const { actor, key } = await bench.freshProject(['ingest', 'read']);
    const { mediaId, uploadUrl } = await ask(key);
    expect(mediaId).toBe(digest.toString('base64url').slice(0, 22));
    if (uploadUrl === null) throw new Error('no address');
    expect(uploadUrl.startsWith(`${bench.url}/lf/`)).toBe(true);
    expect((await put(uploadUrl, Buffer.from('something else'))).status).toBe(422);
    expect((await put(uploadUrl.replace(/ticket=.*/, 'ticket=none'), png)).status).toBe(401);
    expect((await put(uploadUrl, png)).status).toBe(200);
    expect((await ask(key)).uploadUrl).toBeNull();
    const [reference] = mediaReferencesIn(`@@@langfuseMedia:type=image/png|id=${mediaId}|source=base64_data_uri@@@`);
    const stored = await getMedia(actor, reference?.id ?? '');
    expect([stored.mediaType, Buffer.from(stored.bytes).equals(png)]).toEqual(['image/png', true]);
    const other = await bench.freshProject(['ingest', 'read']);
    await expect(getMedia(other.actor, digest.toString('hex'))).rejects.toMatchObject({ status: 404 });
    expect((await ask(other.key)).uploadUrl).not.toBeNull();
  });
});

it('a picture inside a span is kept by its hash, and the span names it wherever it stood', async () => {
  const { actor, key } = await bench.freshProject(['ingest', 'read']);
  const uri = `data:image/png;base64,${png.toString('base64')}`;
  const messages = [
    {
      role: 'user',
      parts: [
        { type: 'text', content: 'what is this?' },
        { type: 'blob', modality: 'image', mime_type: 'image/png', content: png.toString('base64') },
      ],
    },
  ];
  const attributes = [
    { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
    { key: 'gen_ai.input.messages', value: { stringValue: JSON.stringify(messages) } },
    { key: 'my.picture', value: { stringValue: uri } },
  ];
  const span = {
    traceId: 'ab'.repeat(16),
    spanId: 'cd'.repeat(8),
    name: 'chat',
    startTimeUnixNano: '1795248000000000000',
    endTimeUnixNano: '1795248001000000000',
    attributes,
  };
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  for (let time = 0; time < 2; time++) expect((await fetch(`${bench.url}/v1/traces`, { method: 'POST', headers, body })).status).toBe(200);
  const [run] = await storedRuns(actor);
  const text = JSON.stringify(run, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  expect(text).not.toContain(png.toString('base64').slice(0, 40));
  const references = mediaReferencesIn(text);
  expect(references.length).toBeGreaterThanOrEqual(3);
  expect(new Set(references.map(({ id }) => id))).toEqual(new Set([digest.toString('hex')]));
  expect(JSON.stringify(run?.steps[0]?.facts.messages)).toContain(
    `media:sha256:${digest.toString('hex')};type=image/png;bytes=${png.length}`,
  );
  expect(Buffer.from((await getMedia(actor, digest.toString('hex'))).bytes).equals(png)).toBe(true);
});
