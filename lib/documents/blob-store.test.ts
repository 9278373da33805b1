import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BlobStore } from './blob-store';
import { DamagedBlob, sha256Hex } from './damaged-blob';
import { folderBlobStore } from './folder-blob-store';
import { s3BlobStore } from './s3-blob-store';

const projectA = '0190c0de-0000-7000-8000-00000000000a';
const projectB = '0190c0de-0000-7000-8000-00000000000b';
const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 31) % 251);
const hash = sha256Hex(bytes);

let folder: string;
let server: S3rver;
const stores: Record<string, BlobStore> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-blobs-'));
  const port = await freePort();
  server = new S3rver({
    address: '127.0.0.1',
    port,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'documents', configs: [] }],
  });
  await server.run();
  const settings = { bucket: 'documents', endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', isPathStyle: true };
  stores['a bucket'] = s3BlobStore({ ...settings, accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' });
  stores['a folder'] = folderBlobStore(join(folder, 'blobs'));
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['a folder', 'a bucket'])('blobs in %s', (name) => {
  const store = () => stores[name] as BlobStore;

  test('come back as they were, also when stored twice and at the same time', async () => {
    await Promise.all(Array.from({ length: 5 }, () => store().put(projectA, hash, bytes)));
    await store().put(projectA, hash, bytes);
    expect(Buffer.compare((await store().get(projectA, hash)) ?? Buffer.alloc(0), bytes)).toBe(0);
  });

  test('are there for their project only', async () => {
    await store().put(projectA, hash, bytes);
    expect(await store().get(projectB, hash)).toBeNull();
    expect(await store().get(projectA, sha256Hex(Buffer.from('never stored')))).toBeNull();
  });

  test('are refused when they are no longer what was stored', async () => {
    const other = sha256Hex(Buffer.from('expected'));
    await store().put(projectA, other, Buffer.from('something'));
    await expect(store().get(projectA, other)).rejects.toBeInstanceOf(DamagedBlob);
  });

  test('cannot be addressed outside of the store', async () => {
    await expect(store().get('../../etc', hash)).rejects.toThrow(/UUID/);
    await expect(store().put(projectA, `../${hash.slice(3)}`, bytes)).rejects.toThrow(/64 hex digits/);
  });
});

test('a folder shows whole files only and heals a torn one', async () => {
  const store = stores['a folder'] as BlobStore;
  await store.put(projectB, hash, bytes);
  const place = join(folder, 'blobs', projectB, hash.slice(0, 2));
  expect(await readdir(place)).toEqual([hash]);
  await writeFile(join(place, hash), bytes.subarray(0, 10));
  await expect(store.get(projectB, hash)).rejects.toBeInstanceOf(DamagedBlob);
  await store.put(projectB, hash, bytes);
  expect((await readFile(join(place, hash))).length).toBe(bytes.length);
});

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
