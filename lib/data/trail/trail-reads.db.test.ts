import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseCheckpoint } from '@/lib/domain/trail/checkpoint';
import { leafHash } from '@/lib/domain/trail/merkle-hash';
import { isIncluded } from '@/lib/domain/trail/merkle-verify';
import { naiveTree } from '@/lib/domain/trail/naive-tree';
import { openNote, parseVerifierKey } from '@/lib/domain/trail/signed-note';
import { decodeEntryBundle } from '@/lib/domain/trail/tile';
import { parseTlogProof } from '@/lib/domain/trail/tlog-proof';
import { trailQuerySchema } from '@/lib/domain/trail/trail-query';
import { resetEnv } from '@/lib/env';
import { testDatabase } from '@/prisma/test-database';
import type { TestDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { appendTrail } from './trail';
import type { TrailRecord } from './trail';
import { getTrailCheckpoint, listTrailKeys } from './trail-checkpoint';
import { checkpointProject } from './trail-checkpointer';
import { countTrailTypes, listTrailEntries } from './trail-entries';
import { getTrailProof } from './trail-proof';
import { getTrailTile } from './trail-tile';
import { verifyTrail } from './trail-verdict';

const NO_WAIT = { waitMs: 0 };

let db: TestDatabase;
beforeAll(async () => {
  process.env.COUNTERSIGN_TRAIL_KEY = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  resetEnv();
  db = await testDatabase();
});
afterAll(() => db.close());

async function append(projectId: string, records: Partial<TrailRecord>[]): Promise<void> {
  const full = records.map((record, n) => ({
    type: 'test.happened',
    at: new Date(1_770_000_000_000 + n * 1000),
    actorId: null,
    ...record,
  }));
  await withProject(projectId, (tx) => appendTrail(tx, projectId, full));
}

const many = (count: number) => Array.from({ length: count }, (_, n) => ({ facts: { n } }));
const query = (values: Record<string, string> = {}) => trailQuerySchema.parse(values);

it('pages through all entries once, both ways, while new ones arrive', async () => {
  const actor = await db.createProject();
  await append(actor.projectId, many(25));
  for (const order of ['newest', 'oldest'] as const) {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await listTrailEntries(actor, query({ order, limit: '10', ...(cursor ? { cursor } : {}) }));
      seen.push(...page.entries.map(({ index }) => Number(index)));
      cursor = page.nextCursor;
      if (order === 'newest' && seen.length === 10) await append(actor.projectId, many(3));
    } while (cursor);
    const expected = Array.from({ length: order === 'newest' ? 25 : 28 }, (_, n) => n);
    expect(seen).toEqual(order === 'newest' ? expected.reverse() : expected);
  }
  await expect(listTrailEntries(actor, query({ cursor: 'bm9uc2Vuc2U' }))).rejects.toMatchObject({ kind: 'invalid' });
});

it('filters by run, person, period and type, and counts types', async () => {
  const actor = await db.createProject();
  const other = await db.createMember(actor, 'lead');
  await append(actor.projectId, [
    { runId: 'R-1', actorId: other.userId, type: 'decision.submitted', committed: { note: { text: 'fine' } } },
    { runId: 'R-2', actorId: actor.userId },
    { runId: 'R-1', actorId: actor.userId },
  ]);
  const indices = async (values: Record<string, string>) =>
    (await listTrailEntries(actor, query({ order: 'oldest', ...values }))).entries.map(({ index }) => Number(index));
  expect(await indices({ run_id: 'R-1' })).toEqual([0, 2]);
  expect(await indices({ actor_id: other.userId })).toEqual([0]);
  expect(await indices({ type: 'test.happened', run_id: 'R-1' })).toEqual([2]);
  expect(await indices({ from: '1', to: '2' })).toEqual([1]);
  expect(await indices({ from: new Date(1_770_000_001_000).toISOString() })).toEqual([1, 2]);
  expect(await indices({ to: '2026-01-01' })).toEqual([]);
  expect(await countTrailTypes(actor)).toEqual([
    { type: 'test.happened', count: 2 },
    { type: 'decision.submitted', count: 1 },
  ]);
  const [entry] = (await listTrailEntries(actor, query({ type: 'decision.submitted' }))).entries;
  expect(entry).toMatchObject({ actorName: other.name, runId: 'R-1', isIntact: true, isSigned: false });
  expect(entry?.committed.note).toMatchObject({ state: 'shown', value: { text: 'fine' } });
});

it('gives proofs that verify against the signed root', async () => {
  const actor = await db.createProject();
  await append(actor.projectId, many(37));
  await checkpointProject(actor.projectId);
  const { verifierKey, size, root } = await getTrailCheckpoint(actor, NO_WAIT);
  const key = parseVerifierKey(verifierKey);
  const { entries } = await listTrailEntries(actor, query({ limit: '100' }));
  for (const { index, payload } of entries) {
    const proof = parseTlogProof(await getTrailProof(actor, index, NO_WAIT));
    const signed = parseCheckpoint((key && proof && openNote(proof.checkpoint, key)?.text) ?? '');
    expect(signed).toMatchObject({ size, root });
    expect(isIncluded({ leafHash: leafHash(Buffer.from(payload)), index, size, path: proof?.path ?? [], root })).toBe(true);
  }
  expect(await listTrailKeys(actor)).toEqual([verifierKey]);
});

it('refuses a proof for what is not there, not signed yet, or was changed', async () => {
  const actor = await db.createProject();
  await append(actor.projectId, many(4));
  await expect(getTrailCheckpoint(actor, NO_WAIT)).rejects.toMatchObject({ code: 'no_checkpoint' });
  await checkpointProject(actor.projectId);
  await append(actor.projectId, many(1));
  await expect(getTrailProof(actor, 9n, NO_WAIT)).rejects.toMatchObject({ kind: 'not_found' });
  await expect(getTrailProof(actor, 4n, NO_WAIT)).rejects.toMatchObject({ code: 'not_signed_yet' });
  await asOwner(`UPDATE trail_entry SET payload = replace(payload, '"n":2', '"n":7') WHERE project_id = '${actor.projectId}' AND idx = 2`);
  await expect(getTrailProof(actor, 2n, NO_WAIT)).rejects.toMatchObject({ code: 'trail_broken', status: 500 });
  expect(await getTrailProof(actor, 1n, NO_WAIT)).toContain('index 1');
});

it('waits for the worker to sign what was just recorded', async () => {
  const actor = await db.createProject();
  await append(actor.projectId, many(2));
  const waiting = getTrailCheckpoint(actor, { waitMs: 10_000 });
  await checkpointProject(actor.projectId);
  expect((await waiting).size).toBe(2n);
});

it('serves the tiles of what is signed', async () => {
  const actor = await db.createProject();
  await append(actor.projectId, many(300));
  await checkpointProject(actor.projectId);
  await append(actor.projectId, many(1));
  const { entries } = await listTrailEntries(actor, query({ order: 'oldest', limit: '200' }));
  const tree = naiveTree(entries.map(({ payload }) => leafHash(Buffer.from(payload))));
  expect((await getTrailTile(actor, 'tile/0/000')).subarray(0, 200 * 32)).toEqual(
    Buffer.concat(entries.map((_, at) => Buffer.from(tree.getNode(0, BigInt(at))))),
  );
  expect(await getTrailTile(actor, 'tile/1/000.p/1')).toHaveLength(32);
  expect(
    decodeEntryBundle(await getTrailTile(actor, 'tile/entries/000'))
      ?.slice(0, 200)
      .map(String),
  ).toEqual(entries.map(({ payload }) => payload));
  expect(decodeEntryBundle(await getTrailTile(actor, 'tile/entries/001.p/44'))).toHaveLength(44);
  for (const path of ['tile/0/001', 'tile/0/001.p/45', 'tile/2/000.p/1', 'tile/0/1', 'tile/entries/002.p/1']) {
    await expect(getTrailTile(actor, path), path).rejects.toMatchObject({ kind: 'not_found' });
  }
});

it('verifies the whole trail at the press of a button, and says what is wrong', async () => {
  const actor = await db.createProject();
  await append(actor.projectId, many(20));
  await checkpointProject(actor.projectId);
  await append(actor.projectId, many(10));
  await checkpointProject(actor.projectId);
  await append(actor.projectId, many(1));
  expect(await verifyTrail(actor)).toMatchObject({ isSound: true, entryCount: 31n, signedCount: 30n, checkpointCount: 2, problems: [] });
  await asOwner(`UPDATE trail_entry SET payload = replace(payload, '"n":3', '"n":4') WHERE project_id = '${actor.projectId}' AND idx = 23`);
  const verdict = await verifyTrail(actor);
  expect(verdict).toMatchObject({
    isSound: false,
    problems: ['The text of entry 23 was changed.', 'The first 30 entries are not those that were signed.'],
  });
  await asOwner(`DELETE FROM trail_entry WHERE project_id = '${actor.projectId}' AND idx = 10`);
  expect((await verifyTrail(actor)).problems).toEqual(['Entries from 10 on are missing; there should be 31.']);
});

it('shows nothing of it to a reviewer, nor to another project', async () => {
  const actor = await db.createProject();
  await append(actor.projectId, many(2));
  await checkpointProject(actor.projectId);
  const reviewer = await db.createMember(actor, 'reviewer');
  for (const read of [
    listTrailEntries(reviewer, query()),
    getTrailCheckpoint(reviewer),
    getTrailProof(reviewer, 0n),
    getTrailTile(reviewer, 'tile/0/000.p/2'),
    verifyTrail(reviewer),
    countTrailTypes(reviewer),
    listTrailKeys(reviewer),
  ]) {
    await expect(read).rejects.toMatchObject({ kind: 'forbidden' });
  }
  const stranger = await db.createProject();
  expect((await listTrailEntries(stranger, query())).entries).toEqual([]);
  await expect(getTrailProof(stranger, 0n, NO_WAIT)).rejects.toMatchObject({ kind: 'not_found' });
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
