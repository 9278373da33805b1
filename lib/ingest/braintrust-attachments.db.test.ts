import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getMedia } from '@/lib/data/ingest/media';
import { savePrivacyRules } from '@/lib/data/privacy/privacy-rules';
import { reveal } from '@/lib/data/privacy/vault-reveal';
import { withProjectSql } from '@/lib/data/database';
import { mediaReferencesIn } from '@/lib/domain/media-reference';
import type { Actor } from '@/lib/domain/policy';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

const post = (path: string, key: string, body: object) =>
  fetch(`${bench.url}/bt${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });

/** As the SDK does it: it asks for an address with its key, and goes there with the headers of the answer and no key. */
async function upload(key: string, attachment: string, contentType: string, bytes: Buffer): Promise<Response> {
  const asked = await post('/attachment', key, { key: attachment, filename: 'f', content_type: contentType, org_id: 'o' });
  expect(asked.status).toBe(200);
  const { signedUrl, headers } = (await asked.json()) as { signedUrl: string; headers: Record<string, string> };
  expect(signedUrl.startsWith(`${bench.url}/bt/attachment/upload/`)).toBe(true);
  return fetch(signedUrl, { method: 'PUT', headers, body: new Uint8Array(bytes) });
}
const stored = async (actor: Actor, id: string) => {
  const { mediaType, bytes } = await getMedia(actor, id);
  return [mediaType, Buffer.from(bytes).toString()];
};

it('an attachment that a row names is found by the reference in the step once its bytes have come', async () => {
  const { actor, key } = await bench.freshProject(['ingest', 'read']);
  const attachment = {
    type: 'braintrust_attachment',
    filename: 'policy.txt',
    content_type: 'text/plain; charset=utf-8',
    key: randomUUID(),
  };
  const row = {
    id: 'r',
    span_id: 'a'.repeat(16),
    root_span_id: 'b'.repeat(32),
    span_attributes: { name: 'claim' },
    input: { file: attachment },
  };
  expect((await post('/logs3', key, { rows: [row], api_version: 2 })).status).toBe(200);
  const [run] = await storedRuns(actor);
  const [reference] = mediaReferencesIn(JSON.stringify(run?.steps[0]?.input));
  expect(reference).toEqual({ id: attachment.key, mediaType: 'text/plain', byteSize: null });
  await expect(getMedia(actor, attachment.key)).rejects.toMatchObject({ status: 404 });
  expect((await upload(key, attachment.key, 'text/plain; charset=utf-8', Buffer.from('the policy'))).status).toBe(200);
  expect(await stored(actor, attachment.key)).toEqual(['text/plain', 'the policy']);
  expect((await post('/attachment/status', key, { key: attachment.key, org_id: 'o', status: { upload_status: 'done' } })).status).toBe(200);
  const other = await bench.freshProject(['ingest', 'read']);
  await expect(getMedia(other.actor, attachment.key)).rejects.toMatchObject({ status: 404 });
});

it('an address is for one key of one project, and takes one attachment', async () => {
  const { actor, key } = await bench.freshProject(['ingest', 'read']);
  const [id, otherId] = [randomUUID(), randomUUID()];
  const asked = await post('/attachment', key, { key: id, filename: 'f', content_type: 'image/png', org_id: 'o' });
  const { signedUrl } = (await asked.json()) as { signedUrl: string };
  const put = (url: string, text: string) => fetch(url, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: text });
  expect((await put(signedUrl.replace(id, otherId), 'x')).status).toBe(401);
  expect((await put(signedUrl.replace(/ticket=.*/, ''), 'x')).status).toBe(401);
  expect((await post('/attachment', 'cs_nobody', { key: id, filename: 'f', content_type: 'image/png' })).status).toBe(401);
  for (const text of ['first', 'first', 'second']) expect((await put(signedUrl, text)).status).toBe(200);
  expect(await stored(actor, id)).toEqual(['image/png', 'first']);
  const { rows } = await withProjectSql(actor.projectId, (client) =>
    client.query('SELECT byte_size::int AS size FROM blob WHERE project_id = $1::uuid', [actor.projectId]),
  );
  expect(rows).toEqual([{ size: 5 }]);
});

it('an attachment is as large as a request may be', async () => {
  const { actor, key } = await bench.freshProject(['ingest', 'read']);
  const [fits, tooLarge] = [randomUUID(), randomUUID()];
  expect((await upload(key, fits, 'application/octet-stream', Buffer.alloc(16 * 1024 * 1024, 1))).status).toBe(200);
  expect((await getMedia(actor, fits)).bytes.length).toBe(16 * 1024 * 1024);
  expect((await upload(key, tooLarge, 'application/octet-stream', Buffer.alloc(16 * 1024 * 1024 + 1, 1))).status).toBe(413);
  await expect(getMedia(actor, tooLarge)).rejects.toMatchObject({ status: 404 });
});

it('text and JSON go through the privacy rules before they are stored', async () => {
  const { actor, key } = await bench.freshProject(['ingest', 'read']);
  await savePrivacyRules({ ...actor, role: 'owner' }, 0, { recognisers: { email: 'mask' } });
  const [json, text] = [randomUUID(), randomUUID()];
  const mail = 'ann@seeded-mail.example';
  await upload(key, json, 'application/json', Buffer.from(JSON.stringify({ mail, lines: [`to ${mail}`], n: 1 })));
  await upload(key, text, 'text/plain', Buffer.from(`Write to ${mail}.`));
  const [, ofJson] = await stored(actor, json);
  expect(ofJson).not.toContain('seeded-mail');
  expect(JSON.parse(ofJson ?? '')).toMatchObject({ n: 1 });
  expect((await stored(actor, text))[1]).not.toContain('seeded-mail');
  expect((await stored(actor, text))[1]).toMatch(/^Write to .+\.$/);
});

it('what cannot be looked into goes as the project says, and is had back by its key', async () => {
  const { actor, key } = await bench.freshProject(['ingest', 'read']);
  const owner: Actor = { ...actor, role: 'owner' };
  const png = Buffer.from(`89504e470d0a1a0a${'00ff'.repeat(64)}`, 'hex');
  const [sealed, refused] = [randomUUID(), randomUUID()];
  await savePrivacyRules(owner, 0, { recognisers: { email: 'mask' }, media: 'seal' });
  await upload(key, sealed, 'image/png', png);
  await expect(getMedia(actor, sealed)).rejects.toMatchObject({ code: 'media_sealed' });
  expect((await reveal(owner, { media: sealed, purpose: 'test' })).value).toBe(png.toString('base64'));
  await savePrivacyRules(owner, 1, { recognisers: { email: 'mask' }, media: 'refuse' });
  await upload(key, refused, 'image/png', Buffer.concat([png, png]));
  await expect(getMedia(actor, refused)).rejects.toMatchObject({ code: 'media_refused' });
});
