import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { tinyPdf } from '@/lib/documents/tiny-pdf';
import { resetEnv } from '@/lib/env';
import { testDatabase } from '@/prisma/test-database';
import type { TestDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { loadTextLayers } from './document-text';
import { createDocument, getDocument, getDocumentContent, getDocumentPage, listDocuments } from './documents';

let db: TestDatabase;
let owner: Actor;
let folder: string;
const bytes = (text: string) => new TextEncoder().encode(text);
const hello = tinyPdf([
  { content: 'BT /F1 10 Tf 10 80 Td (Hello world) Tj ET' },
  { content: 'BT /F1 10 Tf 10 80 Td (Second page) Tj ET', rotate: 90 },
]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-documents-'));
  process.env.COUNTERSIGN_DATA_DIR = folder;
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  delete process.env.COUNTERSIGN_DATA_DIR;
  resetEnv();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  owner = await db.createProject();
});

const trailTypes = (actor: Actor) =>
  withProject(actor.projectId, async (tx) =>
    (await tx.trailEntry.findMany({ where: { projectId: actor.projectId }, orderBy: { idx: 'asc' } })).map((entry) => entry.type),
  );

describe('adding documents', () => {
  test('a PDF gets a version, its pages with the place of every word, its bytes back, and an entry in the trail', async () => {
    const added = await createDocument(owner, {
      documentId: 'contract',
      bytes: hello,
      title: 'Contract',
      authority: 'legal',
      effectiveFrom: new Date('2024-03-01'),
    });
    expect(added).toMatchObject({
      documentId: 'contract',
      version: 1,
      mediaType: 'application/pdf',
      title: 'Contract',
      authority: 'legal',
      effectiveFrom: '2024-03-01T00:00:00.000Z',
      pageCount: 2,
      state: 'ready',
      problem: null,
      byteSize: hello.length,
    });
    const { page } = await getDocumentPage(owner, 'contract', 2);
    expect(page).toMatchObject({ page: 2, width: 100, height: 200, rotation: 90, text: 'Second page' });
    expect(page.words?.map(({ start, end }) => page.text.slice(start, end))).toEqual(['Second', 'page']);
    const content = await getDocumentContent(owner, 'contract');
    expect(Buffer.compare(content.bytes, hello)).toBe(0);
    expect(await trailTypes(owner)).toEqual(['document.added']);
  });

  test('the same bytes again are the same version, other bytes the next one, and each keeps its own text', async () => {
    const first = await createDocument(owner, { documentId: 'd', bytes: bytes('one') });
    expect(await createDocument(owner, { documentId: 'd', bytes: bytes('one') })).toEqual(first);
    expect((await createDocument(owner, { documentId: 'd', bytes: bytes('two') })).version).toBe(2);
    expect((await getDocumentPage(owner, 'd', 1)).page.text).toBe('two');
    expect((await getDocumentPage(owner, 'd', 1, 1)).page.text).toBe('one');
    expect(await trailTypes(owner)).toEqual(['document.added', 'document.added']);
  });

  test('twenty senders at once make exactly the versions that differ', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => createDocument(owner, { documentId: 'busy', bytes: bytes(`text ${index % 4}`) })),
    );
    const versions = await withProject(owner.projectId, (tx) =>
      tx.document.findMany({ where: { projectId: owner.projectId, documentId: 'busy' }, orderBy: { version: 'asc' } }),
    );
    // Versions are dense, neighbours differ, and every sender was told a version that holds its own bytes.
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
    for (const [index, version] of versions.entries()) expect(version.sha256).not.toBe(versions[index + 1]?.sha256);
    for (const result of results) expect(versions.find(({ version }) => version === result.version)?.sha256).toBe(result.sha256);
    expect((await trailTypes(owner)).length).toBe(versions.length);
  });

  test('pages of the same bytes are stored once, under whatever ids', async () => {
    await createDocument(owner, { documentId: 'a', bytes: hello });
    await createDocument(owner, { documentId: 'b', bytes: hello });
    const pages = await withProject(owner.projectId, (tx) => tx.documentPage.count({ where: { projectId: owner.projectId } }));
    expect(pages).toBe(2);
  });

  test('what is said about a document can change without a new version, and is recorded', async () => {
    await createDocument(owner, { documentId: 'd', bytes: bytes('one'), title: 'Old', metadata: { a: 1, b: { c: 2 } } });
    await createDocument(owner, { documentId: 'd', bytes: bytes('one'), metadata: { b: { c: 2 }, a: 1 } });
    const again = await createDocument(owner, { documentId: 'd', bytes: bytes('one'), title: 'New', authority: 'board' });
    expect(again).toMatchObject({ version: 1, title: 'New', authority: 'board', metadata: { a: 1, b: { c: 2 } } });
    expect(await trailTypes(owner)).toEqual(['document.added', 'document.described']);
  });

  test('every new version asks for the runs that cite it to be checked again', async () => {
    await createDocument(owner, { documentId: 'cited', bytes: bytes('one') });
    const jobs = await withProject(
      owner.projectId,
      (tx) => tx.$queryRaw<{ key: string }[]>`SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'recheck-document'`,
    );
    expect(jobs.map(({ key }) => key)).toContain(`recheck-document:${owner.projectId}:cited`);
  });
});

describe('documents that cannot be read', () => {
  test('are kept with the reason, and followed by a version that can', async () => {
    const broken = await createDocument(owner, { documentId: 'd', bytes: bytes('%PDF-1.7 broken') });
    expect(broken).toMatchObject({ version: 1, state: 'failed', pageCount: 0, problem: expect.stringMatching(/Save it again/) });
    expect((await getDocumentContent(owner, 'd')).bytes).toHaveLength(15);
    await expect(getDocumentPage(owner, 'd', 1)).rejects.toMatchObject({ status: 404 });
    expect(await createDocument(owner, { documentId: 'd', bytes: hello })).toMatchObject({ version: 2, state: 'ready' });
  });

  test('a limit that is raised later heals the version when the same bytes come again', async () => {
    process.env.COUNTERSIGN_MAX_DOCUMENT_PAGES = '1';
    resetEnv();
    expect(await createDocument(owner, { documentId: 'd', bytes: hello })).toMatchObject({
      version: 1,
      state: 'failed',
      problem: expect.stringMatching(/limit is 1/),
    });
    delete process.env.COUNTERSIGN_MAX_DOCUMENT_PAGES;
    resetEnv();
    expect(await createDocument(owner, { documentId: 'd', bytes: hello })).toMatchObject({
      version: 1,
      state: 'ready',
      pageCount: 2,
      problem: null,
    });
    expect((await getDocumentPage(owner, 'd', 1)).page.text).toBe('Hello world');
  });

  test('what is no document at all is refused and leaves nothing behind', async () => {
    await expect(createDocument(owner, { documentId: 'd', bytes: Uint8Array.from([0x50, 0x4b, 3, 4]) })).rejects.toMatchObject({
      status: 415,
    });
    await expect(createDocument(owner, { documentId: 'd', bytes: new Uint8Array() })).rejects.toMatchObject({ status: 422 });
    await expect(createDocument(owner, { documentId: 'a#b', bytes: bytes('x'), title: 'a\u0000b' })).rejects.toMatchObject({
      status: 422,
      problems: [{ path: '/document_id' }, { path: '/title' }],
    });
    expect((await listDocuments(owner, { limit: 10 })).documents).toEqual([]);
  });

  test('boxes of a picture become its words, other boxes a new version, wrong ones a refusal by path', async () => {
    const png = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 200, 0, 0, 0, 100,
    ]);
    const metadata = { shop: 'x', boxes: [{ text: 'TOTAL 12', box: [1, 2, 30, 40] }] };
    expect(await createDocument(owner, { documentId: 'p', bytes: png, metadata })).toMatchObject({
      version: 1,
      metadata: { shop: 'x' },
      problem: null,
    });
    expect((await getDocumentPage(owner, 'p', 1)).page.words).toEqual([{ start: 0, end: 8, box: [1, 2, 30, 40] }]);
    expect(await createDocument(owner, { documentId: 'p', bytes: png })).toMatchObject({ version: 1 });
    expect(
      await createDocument(owner, { documentId: 'p', bytes: png, metadata: { boxes: [{ text: 'TOTAL 13', box: [1, 2, 30, 40] }] } }),
    ).toMatchObject({ version: 2 });
    expect((await getDocumentPage(owner, 'p', 1, 1)).page.text).toBe('TOTAL 12');
    await expect(createDocument(owner, { documentId: 'p', bytes: png, metadata: { boxes: [{ text: 1 }] } as never })).rejects.toMatchObject(
      { status: 422, problems: [{ path: '/metadata/boxes/0/text' }, { path: '/metadata/boxes/0/box' }] },
    );
  });
});

describe('reading documents', () => {
  test('the list shows current versions, page by page, and finds by id and title', async () => {
    for (const id of ['a', 'b', 'c']) await createDocument(owner, { documentId: id, bytes: bytes(id), title: `Title ${id}` });
    await createDocument(owner, { documentId: 'b', bytes: bytes('b2'), title: 'Renamed' });
    const first = await listDocuments(owner, { limit: 2 });
    expect(first.documents.map(({ documentId, version }) => [documentId, version])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    const second = await listDocuments(owner, { limit: 2, cursor: first.nextCursor ?? undefined });
    expect([second.documents.map(({ documentId }) => documentId), second.nextCursor]).toEqual([['c'], null]);
    expect((await listDocuments(owner, { limit: 9, q: 'renam' })).documents.map(({ documentId }) => documentId)).toEqual(['b']);
    expect((await listDocuments(owner, { limit: 9, q: 'Title b' })).documents).toEqual([]);
    expect((await listDocuments(owner, { limit: 9, q: '%' })).documents).toEqual([]);
  });

  test('the evidence engine gets whole text layers, of the version asked for or the current one, and nothing for unknown ids', async () => {
    await createDocument(owner, { documentId: 'a', bytes: hello });
    await createDocument(owner, { documentId: 'b', bytes: bytes('old') });
    await createDocument(owner, { documentId: 'b', bytes: bytes('new') });
    for (let time = 0; time < 2; time += 1) {
      const texts = await withProject(owner.projectId, (tx) =>
        loadTextLayers(tx, owner.projectId, [
          { documentId: 'a' },
          { documentId: 'nobody' },
          { documentId: 'b', version: 1 },
          { documentId: 'b' },
        ]),
      );
      expect(texts.map(({ documentId, version, layer }) => [documentId, version, layer.pages.map((page) => page.text).join('|')])).toEqual([
        ['a', 1, 'Hello world|Second page'],
        ['b', 1, 'old'],
        ['b', 2, 'new'],
      ]);
    }
  });

  test('values of a JSON document are found by pointer', async () => {
    await createDocument(owner, { documentId: 'j', bytes: bytes('{"lines":[{"price":1.50}]}') });
    const [json] = await withProject(owner.projectId, (tx) => loadTextLayers(tx, owner.projectId, [{ documentId: 'j' }]));
    const range = json?.pointerRange?.('/lines/0/price');
    expect(json?.layer.pages[0]?.text.slice(range?.start, range?.end)).toBe('1.50');
    expect(json?.pointerRange?.('/lines/1')).toBeNull();
  });

  test('another project sees none of it', async () => {
    await createDocument(owner, { documentId: 'secret', bytes: hello });
    const stranger = await db.createProject();
    for (const read of [getDocument, getDocumentContent]) await expect(read(stranger, 'secret')).rejects.toMatchObject({ status: 404 });
    await expect(getDocumentPage(stranger, 'secret', 1)).rejects.toMatchObject({ status: 404 });
    expect((await listDocuments(stranger, { limit: 5 })).documents).toEqual([]);
    expect(await withProject(stranger.projectId, (tx) => loadTextLayers(tx, stranger.projectId, [{ documentId: 'secret' }]))).toEqual([]);
  });

  test('who may not add documents is told so', async () => {
    const viewer = await db.createMember(owner, 'viewer');
    await expect(createDocument(viewer, { documentId: 'd', bytes: bytes('x') })).rejects.toMatchObject({ status: 403 });
  });

  test('bytes that changed on the disk are never served', async () => {
    const { sha256 } = await createDocument(owner, { documentId: 'd', bytes: bytes('precious') });
    const place = join(folder, 'blobs', owner.projectId, sha256.slice(0, 2));
    expect(await readdir(place)).toEqual([sha256]);
    await writeFile(join(place, sha256), 'tampered');
    await expect(getDocumentContent(owner, 'd')).rejects.toThrow(/instead of/);
  });
});
