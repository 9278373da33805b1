import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { GET as getDocument } from '@/app/api/v1/documents/[documentId]/route';
import { POST as postDocument } from '@/app/api/v1/documents/route';
import { globalDatabase, withProject } from '@/lib/data/database';
import { createdDocumentSchema, documentResponseSchema } from '@/lib/domain/document-response';
import { createKeySecret } from '@/lib/domain/key-secret';
import type { Actor, Scope } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { createSharedRuns } from '@/prisma/scenarios/shared-cause';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';

const folder = mkdtempSync(join(tmpdir(), 'countersign-corrects-'));
let db: TestDatabase;
let owner: Actor;
let key: string;
beforeAll(async () => {
  process.env.COUNTERSIGN_DATA_DIR = folder;
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  delete process.env.COUNTERSIGN_DATA_DIR;
  resetEnv();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  owner = await db.createProject();
  key = await createKey(['ingest', 'read', 'review']);
});

async function createKey(scopes: Scope[]): Promise<string> {
  const { keyId, secretHash, text } = createKeySecret();
  const createdBy = owner.userId ?? '';
  const data = {
    keyId,
    projectId: owner.projectId,
    userId: createdBy,
    name: 'test',
    secretHash: new Uint8Array(secretHash),
    scopes,
    createdBy,
  };
  await globalDatabase().apiKey.create({ data: { ...data, createdAt: new Date() } });
  return text;
}

const send = (body: BodyInit, headers: Record<string, string> = {}) =>
  postDocument(
    new Request('http://localhost/api/v1/documents', { method: 'POST', body, headers: { authorization: `Bearer ${key}`, ...headers } }),
    { params: Promise.resolve({}) },
  );
const sendText = (content: string, more: object = {}) =>
  send(JSON.stringify({ document_id: 'policy', title: 'Refund policy', content, ...more }), { 'content-type': 'application/json' });
const read = async (version: number) => {
  const request = new Request(`http://localhost/?version=${version}`, { headers: { authorization: `Bearer ${key}` } });
  const answer = await getDocument(request, { params: Promise.resolve({ documentId: 'policy' }) });
  return answer.status === 200 ? documentResponseSchema.parse(await answer.json()) : null;
};
const items = () => withProject(owner.projectId, (tx) => tx.item.findMany({ where: { projectId: owner.projectId } }));
const incidents = () => withProject(owner.projectId, (tx) => tx.incident.count({ where: { projectId: owner.projectId } }));

test('a document that corrects the version before it retracts that one and queues its runs, once', async () => {
  await sendText('Returns within 30 days.');
  await createSharedRuns(owner.projectId, [
    { runId: 'old', passages: [{ content: 'x', documentId: 'policy', version: 1, page: 1 }] },
    { runId: 'other', passages: [{ content: 'x', documentId: 'faq', version: 1, page: 1 }] },
  ]);
  const corrected = { corrects: { reason: 'The days were wrong' } };
  const first = createdDocumentSchema.parse(await (await sendText('Returns within 14 days.', corrected)).json());
  expect(first).toMatchObject({ version: 2, retraction: null, corrects: { version: 1 } });
  const incident_id = first.corrects?.incident_id;
  expect(await read(1)).toMatchObject({ retraction: { how: 'corrected', replaced_by: 2, reason: 'The days were wrong', incident_id } });
  expect((await items()).map(({ runId, reasons }) => [runId, reasons])).toMatchObject([['old', [{ incident_id }]]]);
  const again = createdDocumentSchema.parse(await (await sendText('Returns within 14 days.', corrected)).json());
  expect(again).toEqual(first);
  expect([await incidents(), (await items()).length]).toEqual([1, 1]);
});

test('a form may name the version, with how grave it is', async () => {
  await sendText('Returns within 30 days.');
  await sendText('Returns within 20 days.');
  const form = new FormData();
  form.set('document_id', 'policy');
  form.set('corrects', JSON.stringify({ version: 1, reason: 'The days were wrong', severity: 'low' }));
  form.set('file', new Blob(['Returns within 14 days.'], { type: 'text/plain' }), 'policy.txt');
  expect(await (await send(form)).json()).toMatchObject({ version: 3, corrects: { version: 1 } });
  expect([(await read(1))?.retraction?.replaced_by, (await read(2))?.retraction]).toEqual([3, null]);
});

test('nothing is stored where there is nothing to correct, or nobody may', async () => {
  const corrects = { reason: 'The days were wrong' };
  expect((await sendText('Returns within 30 days.', { corrects })).status).toBe(422);
  expect(await read(1)).toBeNull();
  await sendText('Returns within 30 days.');
  for (const [wrong, status] of [
    [{ ...corrects, version: 2 }, 422],
    [{ ...corrects, version: 7 }, 422],
    [{}, 422],
    ['1', 422],
  ] as const)
    expect((await sendText('Returns within 14 days.', { corrects: wrong })).status).toBe(status);
  key = await createKey(['ingest', 'read']);
  expect((await sendText('Returns within 14 days.', { corrects })).status).toBe(403);
  expect([await read(2), await incidents()]).toEqual([null, 0]);
});

test('a version that was retracted before is not corrected again', async () => {
  await sendText('Returns within 30 days.');
  await sendText('Returns within 20 days.', { corrects: { reason: 'Wrong' } });
  const answer = await sendText('Returns within 14 days.', { corrects: { version: 1, reason: 'Wrong' } });
  expect(await answer.json()).toMatchObject({ status: 409, code: 'already_retracted' });
  expect([await read(3), await incidents()]).toEqual([null, 1]);
});
