import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GET as getContent } from '@/app/api/v1/documents/[documentId]/content/route';
import { GET as findInDocument } from '@/app/api/v1/documents/[documentId]/find/route';
import { GET as getPage } from '@/app/api/v1/documents/[documentId]/pages/[page]/route';
import { GET as getDocument } from '@/app/api/v1/documents/[documentId]/route';
import { GET as listDocuments, POST as postDocument } from '@/app/api/v1/documents/route';
import { globalDatabase } from '@/lib/data/database';
import { documentPageResponseSchema, documentResponseSchema } from '@/lib/domain/document-response';
import { createKeySecret } from '@/lib/domain/key-secret';
import type { Actor, Scope } from '@/lib/domain/policy';
import { tinyPdf } from '@/lib/documents/tiny-pdf';
import { resetEnv } from '@/lib/env';
import { testDatabase } from '@/prisma/test-database';
import type { TestDatabase } from '@/prisma/test-database';

let db: TestDatabase;
let folder: string;
let key: string;
const pdf = tinyPdf([{ content: 'BT /F1 10 Tf 10 80 Td (Total due 41,200) Tj ET' }]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-documents-'));
  Object.assign(process.env, { COUNTERSIGN_DATA_DIR: folder, COUNTERSIGN_MAX_DOCUMENT_BYTES: '100000' });
  resetEnv();
  db = await testDatabase();
  key = await createKey(await db.createProject(), ['ingest', 'read']);
});
afterAll(async () => {
  await db.close();
  delete process.env.COUNTERSIGN_DATA_DIR;
  delete process.env.COUNTERSIGN_MAX_DOCUMENT_BYTES;
  resetEnv();
  await rm(folder, { recursive: true, force: true });
});

async function createKey(actor: Actor, scopes: Scope[]): Promise<string> {
  const { keyId, secretHash, text } = createKeySecret();
  const createdBy = actor.userId ?? '';
  const data = {
    keyId,
    projectId: actor.projectId,
    userId: createdBy,
    name: 'test',
    secretHash: new Uint8Array(secretHash),
    scopes,
    createdBy,
    createdAt: new Date(),
  };
  await globalDatabase().apiKey.create({ data });
  return text;
}

const request = (path: string, init: RequestInit & { bearer?: string } = {}) => {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${init.bearer ?? key}`);
  return new Request(`http://localhost/api/v1/documents${path}`, { ...init, headers });
};
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  postDocument(request('', { method: 'POST', body, headers }), { params: Promise.resolve({}) });
const postJson = (body: unknown) => post(JSON.stringify(body), { 'content-type': 'application/json' });
const at = <P extends object>(params: P) => ({ params: Promise.resolve(params) });
const form = (fields: Record<string, string | Blob>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};

describe('sending a document', () => {
  test('as a form with its details', async () => {
    const response = await post(
      form({
        document_id: 'inv 77/ä',
        title: 'Invoice',
        authority: 'supplier',
        effective_from: '2024-03-01',
        metadata: '{"po":"P-1"}',
        file: new Blob([Buffer.from(pdf)], { type: 'application/pdf' }),
      }),
    );
    expect(response.status).toBe(200);
    const body = documentResponseSchema.parse(await response.json());
    expect(body).toMatchObject({
      document_id: 'inv 77/ä',
      version: 1,
      media_type: 'application/pdf',
      pages: 1,
      state: 'ready',
      effective_from: '2024-03-01T00:00:00.000000Z',
      metadata: { po: 'P-1' },
    });
    const page = documentPageResponseSchema.parse(
      await (await getPage(request('/x/pages/1'), at({ documentId: 'inv 77/ä', page: '1' }))).json(),
    );
    expect(page.words?.map(({ start, end }) => page.text.slice(start, end))).toEqual(['Total', 'due', '41,200']);
    expect((await getDocument(request('/x?version=1'), at({ documentId: 'inv 77/ä' }))).status).toBe(200);
    expect((await getDocument(request('/x?version=2'), at({ documentId: 'inv 77/ä' }))).status).toBe(404);
  });

  test('as JSON, in text or base64', async () => {
    expect(await (await postJson({ document_id: 'note', content: 'Grüße', media_type: 'text/markdown' })).json()).toMatchObject({
      media_type: 'text/markdown',
      bytes: 7,
      title: 'note',
    });
    expect(await (await postJson({ document_id: 'b64', content_base64: Buffer.from(pdf).toString('base64') })).json()).toMatchObject({
      media_type: 'application/pdf',
      bytes: pdf.length,
    });
  });

  const file = new Blob(['x']);
  test.each([
    ['no file', () => post(form({ document_id: 'x' })), 422, '/file'],
    ['no id', () => post(form({ file })), 422, '/document_id'],
    ['an empty id', () => post(form({ document_id: '', file })), 422, '/document_id'],
    ['an unknown field', () => post(form({ document_id: 'x', projectId: 'y', file })), 422, '/projectId'],
    ['metadata that is no JSON', () => post(form({ document_id: 'x', metadata: '{', file })), 422, '/metadata'],
    ['metadata that is a list', () => post(form({ document_id: 'x', metadata: '[]', file })), 422, '/metadata'],
    ['a date that is none', () => post(form({ document_id: 'x', effective_from: 'soon', file })), 422, '/effective_from'],
    ['neither content', () => postJson({ document_id: 'x' }), 422, '/content'],
    ['both contents', () => postJson({ document_id: 'x', content: 'a', content_base64: 'YQ==' }), 422, '/content'],
    ['wrong base64', () => postJson({ document_id: 'x', content_base64: '***' }), 422, '/content_base64'],
    [
      'deep metadata',
      () => postJson({ document_id: 'x', content: 'a', metadata: { a: JSON.parse('['.repeat(60) + ']'.repeat(60)) } }),
      413,
      '/metadata',
    ],
  ])('with %s is refused by field', async (_, send, status, path) => {
    const response = await send();
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect((await response.json()) as object).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ path })]) });
  });

  test('that is too large, of no known kind, cut off or not a form is refused in words', async () => {
    const large = new Blob([Buffer.alloc(100_001, 'a')]);
    expect(await (await post(form({ document_id: 'x', file: large }))).json()).toMatchObject({
      status: 413,
      detail: 'The document is larger than 100000 bytes. Split it and send the parts.',
    });
    expect(await (await postJson({ document_id: 'x', content: 'a'.repeat(100_001) })).json()).toMatchObject({ status: 413 });
    expect(await (await post(form({ document_id: 'x', file: new Blob([Uint8Array.from([0x50, 0x4b, 3, 4])]) }))).json()).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    });
    expect(
      (
        await post('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nabc', {
          'content-type': 'multipart/form-data; boundary=b',
        })
      ).status,
    ).toBe(400);
    expect((await post('x', { 'content-type': 'multipart/form-data' })).status).toBe(400);
    expect((await post('', { 'content-type': 'multipart/form-data; boundary=b' })).status).toBe(400);
    const empty = request('', { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' } });
    expect((await postDocument(empty, at({}))).status).toBe(400);
    expect((await post('x', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  test('needs the permission, and another project sees nothing', async () => {
    const other = await db.createProject();
    const readKey = await createKey(other, ['read']);
    expect(
      (await postDocument(request('', { method: 'POST', body: form({ document_id: 'x', file }), bearer: readKey }), at({}))).status,
    ).toBe(403);
    await postJson({ document_id: 'private', content: 'secret' });
    for (const response of [
      await getDocument(request('/private', { bearer: readKey }), at({ documentId: 'private' })),
      await getContent(request('/private/content', { bearer: readKey }), at({ documentId: 'private' })),
      await getPage(request('/private/pages/1', { bearer: readKey }), at({ documentId: 'private', page: '1' })),
    ]) {
      expect(response.status).toBe(404);
    }
    expect(await (await listDocuments(request('', { bearer: readKey }), at({}))).json()).toEqual({ documents: [], next_cursor: null });
  });
});

describe('getting a document', () => {
  const content = async (documentId: string, headers: Record<string, string> = {}, query = '') =>
    getContent(request(`/x/content${query}`, { headers }), at({ documentId }));

  test('its bytes come whole or in part, under a policy that lets nothing run', async () => {
    await postJson({ document_id: 'pdf', title: 'März "Rechnung"', content_base64: Buffer.from(pdf).toString('base64') });
    const whole = await content('pdf');
    expect(Buffer.compare(Buffer.from(await whole.arrayBuffer()), pdf)).toBe(0);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
      'content-disposition': `inline; filename="M_rz Rechnung.pdf"; filename*=UTF-8''M%C3%A4rz%20Rechnung.pdf`,
    });
    const part = await content('pdf', { range: 'bytes=0-8' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, `bytes 0-8/${pdf.length}`, '%PDF-1.7\n']);
    expect((await content('pdf', { range: `bytes=${pdf.length}-` })).status).toBe(416);
    expect((await content('pdf', { range: 'bytes=0-8', 'if-range': '"other"' })).status).toBe(200);
    expect((await content('pdf', { 'if-none-match': whole.headers.get('etag') ?? '' })).status).toBe(304);
    expect((await content('pdf', {}, '?download=1')).headers.get('content-disposition')).toMatch(/^attachment/);
  });

  test('pages that could run are text to download', async () => {
    await postJson({ document_id: 'page', content: '<!doctype html><script>alert(1)</script><p>Hello' });
    await postJson({ document_id: 'svg', content: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' });
    const page = await content('page');
    expect([page.headers.get('content-type'), page.headers.get('content-disposition')]).toEqual([
      'text/plain',
      expect.stringMatching(/^attachment/),
    ]);
    expect((await content('svg')).headers.get('content-type')).toBe('text/plain');
    expect(await (await getPage(request('/x/pages/1'), at({ documentId: 'page', page: '1' }))).json()).toMatchObject({
      text: 'Hello',
      words: null,
    });
  });

  test('a phrase is found on every page where it stands, however it is written there', async () => {
    await postJson({ document_id: 'find', content: 'The Total\ndue is 5.\f\fTotal  due: 5. TOTAL DUE' });
    const find = async (query: string) =>
      findInDocument(request(`/find/find?${new URLSearchParams({ q: query })}`), at({ documentId: 'find' }));
    expect(await (await find('total due')).json()).toEqual({
      hits: [
        { page: 1, start: 4, end: 13 },
        { page: 3, start: 0, end: 10 },
        { page: 3, start: 15, end: 24 },
      ],
      is_cut: false,
    });
    expect(await (await find('nothing like it')).json()).toEqual({ hits: [], is_cut: false });
    expect((await find('')).status).toBe(422);
    expect((await findInDocument(request('/find/find?q=x'), at({ documentId: 'nobody' }))).status).toBe(404);
  });

  test('pages that are not there, and queries that are not known, are refused', async () => {
    await postJson({ document_id: 'one', content: 'x' });
    for (const page of ['0', '2', '1.5', '-1', 'x', '99999999999'])
      expect((await getPage(request('/x'), at({ documentId: 'one', page }))).status, page).toBe(404);
    expect((await getDocument(request('/x?version=zero'), at({ documentId: 'one' }))).status).toBe(422);
    expect((await listDocuments(request('?colour=red'), at({}))).status).toBe(422);
    expect((await listDocuments(request('?cursor=nonsense'), at({}))).status).toBe(422);
  });
});
