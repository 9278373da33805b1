import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { parseCheckpoint } from '@/lib/domain/trail/checkpoint';
import { consistencyNodes, consistencyProof } from '@/lib/domain/trail/merkle-tree';
import { isConsistent } from '@/lib/domain/trail/merkle-verify';
import { naiveTree } from '@/lib/domain/trail/naive-tree';
import { openNote, parseVerifierKey } from '@/lib/domain/trail/signed-note';
import { resetEnv } from '@/lib/env';
import { testDatabase } from '@/prisma/test-database';
import type { TestDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { appendTrail } from './trail';
import { checkpointProject } from './trail-checkpointer';
import { trailSigningKey } from './trail-key';
import { readNodes } from './trail-nodes';

const pem = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const firstKey = pem();
const folder = mkdtempSync(join(tmpdir(), 'countersign-keys-'));

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterEach(() =>
  setEnv({
    COUNTERSIGN_TRAIL_KEY: firstKey,
    COUNTERSIGN_TRAIL_REPLACES: '',
    COUNTERSIGN_TRAIL_ORIGIN: '',
    NODE_ENV: 'test',
    COUNTERSIGN_PROCESS: 'worker',
  }),
);
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});
setEnv({ COUNTERSIGN_TRAIL_KEY: firstKey, COUNTERSIGN_DATA_DIR: folder });

function setEnv(values: Record<string, string>): void {
  Object.assign(process.env, values);
  resetEnv();
}

async function append(projectId: string, count: number): Promise<void> {
  const records = Array.from({ length: count }, (_, n) => ({ type: 'test.happened', at: new Date(), actorId: null, facts: { n } }));
  await withProject(projectId, (tx) => appendTrail(tx, projectId, records));
}

const storedCheckpoints = (projectId: string) =>
  withProject(projectId, (tx) => tx.trailCheckpoint.findMany({ where: { projectId }, orderBy: { size: 'asc' } }));
const leafHashes = (projectId: string) =>
  withProject(projectId, (tx) => tx.trailEntry.findMany({ where: { projectId }, orderBy: { idx: 'asc' } }));

it('signs roots that equal the definition, and every pair of checkpoints is consistent', async () => {
  const { projectId } = await db.createProject();
  for (const count of [0, 1, 1, 2, 5, 20, 64, 7, 300]) {
    await append(projectId, count);
    await checkpointProject(projectId);
  }
  const tree = naiveTree((await leafHashes(projectId)).map((row) => Buffer.from(row.leafHash)));
  const checkpoints = await storedCheckpoints(projectId);
  expect(checkpoints.map(({ size }) => Number(size))).toEqual([0, 1, 2, 4, 9, 29, 93, 100, 400]);
  for (const { size, root, note, verifierKey } of checkpoints) {
    const key = parseVerifierKey(verifierKey);
    expect(key?.name).toBe(`countersign/${projectId}`);
    expect(parseCheckpoint((key && openNote(note, key))?.text ?? '')).toEqual({ origin: key?.name, size, root: tree.root(Number(size)) });
    expect(Buffer.from(root)).toEqual(tree.root(Number(size)));
  }
  for (const later of checkpoints) {
    for (const earlier of checkpoints.filter(({ size }) => size <= later.size)) {
      const getNode = await withProject(projectId, (tx) => readNodes(tx, projectId, consistencyNodes(earlier.size, later.size)));
      const path = consistencyProof(earlier.size, later.size, getNode);
      expect(
        isConsistent({ oldSize: earlier.size, oldRoot: earlier.root, size: later.size, root: later.root, path }),
        `${earlier.size} → ${later.size}`,
      ).toBe(true);
    }
  }
});

it('signs nothing twice, and holds when two workers sign at once', async () => {
  const { projectId } = await db.createProject();
  await append(projectId, 10);
  expect(await Promise.all([checkpointProject(projectId), checkpointProject(projectId), checkpointProject(projectId)])).toEqual([
    10n,
    10n,
    10n,
  ]);
  expect(await checkpointProject(projectId)).toBe(10n);
  expect(await storedCheckpoints(projectId)).toHaveLength(1);
});

it('rebuilds the cache of nodes when it is wrong, and computes what it has lost', async () => {
  const { projectId } = await db.createProject();
  await append(projectId, 100);
  await checkpointProject(projectId);
  await withProject(projectId, (tx) => tx.trailNode.updateMany({ where: { projectId, level: 2 }, data: { hash: new Uint8Array(32) } }));
  await append(projectId, 1);
  expect(await checkpointProject(projectId)).toBe(101n);
  const tree = naiveTree((await leafHashes(projectId)).map((row) => Buffer.from(row.leafHash)));
  const nodes = await withProject(projectId, (tx) => tx.trailNode.findMany({ where: { projectId } }));
  expect(nodes).toHaveLength(50 + 25 + 12 + 6 + 3 + 1);
  for (const { level, idx, hash } of nodes) expect(Buffer.from(hash), `${level}/${idx}`).toEqual(tree.getNode(level, idx));

  await withProject(projectId, (tx) => tx.trailNode.deleteMany({ where: { projectId, level: { gte: 2 } } }));
  await append(projectId, 30);
  expect(await checkpointProject(projectId)).toBe(131n);
  const grown = naiveTree((await leafHashes(projectId)).map((row) => Buffer.from(row.leafHash)));
  expect((await storedCheckpoints(projectId)).map(({ root }) => Buffer.from(root))).toEqual(
    [100, 101, 131].map((size) => grown.root(size)),
  );
});

it('refuses to sign a trail in which an entry was changed or is missing', async () => {
  const { projectId } = await db.createProject();
  await append(projectId, 8);
  await asOwner(`UPDATE trail_entry SET payload = replace(payload, '"n":3', '"n":4') WHERE project_id = '${projectId}' AND idx = 3`);
  await expect(checkpointProject(projectId)).rejects.toThrow('Entry 3');
  await asOwner(`DELETE FROM trail_entry WHERE project_id = '${projectId}' AND idx = 3`);
  await expect(checkpointProject(projectId)).rejects.toThrow('Entry 3');
  expect(await storedCheckpoints(projectId)).toEqual([]);

  const signed = (await db.createProject()).projectId;
  await append(signed, 8);
  await checkpointProject(signed);
  await asOwner(`UPDATE trail_head SET size = 5 WHERE project_id = '${signed}'`);
  await expect(checkpointProject(signed)).rejects.toThrow('entries are missing');
});

it('changes its key only when told which key it replaces, and records that', async () => {
  const { projectId } = await db.createProject();
  await append(projectId, 3);
  await checkpointProject(projectId);
  await append(projectId, 1);
  setEnv({ COUNTERSIGN_TRAIL_KEY: pem() });
  await expect(checkpointProject(projectId)).rejects.toThrow('was signed with another key');
  const before = (await storedCheckpoints(projectId))[0]?.verifierKey ?? '';
  setEnv({ COUNTERSIGN_TRAIL_REPLACES: parseVerifierKey(before)?.publicKey.toString('base64') ?? '' });
  expect(await checkpointProject(projectId)).toBe(5n);
  const last = (await leafHashes(projectId)).at(-1);
  expect(last?.type).toBe('trail.key_replaced');
  expect(last?.payload).toContain(before);
});

it('keeps the name of a log when the setting changes', async () => {
  const { projectId } = await db.createProject();
  await append(projectId, 1);
  await checkpointProject(projectId);
  setEnv({ COUNTERSIGN_TRAIL_ORIGIN: 'example.org/trails' });
  await append(projectId, 1);
  await checkpointProject(projectId);
  const names = (await storedCheckpoints(projectId)).map(({ note }) => note.split('\n')[0]);
  expect(names).toEqual([`countersign/${projectId}`, `countersign/${projectId}`]);
});

it('makes a key file that only its owner reads, once, and never for the web', async () => {
  setEnv({ COUNTERSIGN_TRAIL_KEY: '' });
  const keys = await Promise.all([trailSigningKey(), trailSigningKey(), trailSigningKey()]);
  expect(new Set(keys.map((key) => key.export({ format: 'pem', type: 'pkcs8' }))).size).toBe(1);
  const path = join(folder, 'keys', 'trail-ed25519.pem');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe(keys[0]?.export({ format: 'pem', type: 'pkcs8' }));
  expect(readdirSync(join(folder, 'keys'))).toEqual(['trail-ed25519.pem']);
  setEnv({ NODE_ENV: 'production', COUNTERSIGN_PROCESS: 'web' });
  await expect(trailSigningKey()).rejects.toThrow('must not read');
});

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: db.ownerUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
