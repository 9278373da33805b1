import { createHash, generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runVerifier, unzipBundle } from '@/lib/cli/run-verifier';
import type { Actor } from '@/lib/domain/policy';
import { trailExportSchema } from '@/lib/domain/trail/trail-query';
import { resetEnv } from '@/lib/env';
import { testDatabase } from '@/prisma/test-database';
import type { TestDatabase } from '@/prisma/test-database';
import { withProject } from './database';
import { appendTrail } from './trail';
import { exportTrailBundle } from './trail-bundle';
import { checkpointProject } from './trail-checkpointer';

const NO_WAIT = { waitMs: 0 };
const document = Buffer.from('%PDF-1.7 policy');
const documentHash = createHash('sha256').update(document).digest('hex');
const folders: string[] = [];

let db: TestDatabase;
beforeAll(async () => {
  process.env.COUNTERSIGN_TRAIL_KEY = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Entries 0 … count-1, three runs in turn, each with a personal note and the hash of a document. */
async function decide({ projectId, userId }: Actor, count: number, start = 0): Promise<void> {
  const records = Array.from({ length: count }, (_, at) => ({
    type: 'decision.submitted',
    at: new Date(1_770_000_000_000 + (start + at) * 60_000),
    actorId: userId,
    runId: `R-${(start + at) % 3}`,
    facts: { documents: [{ document_id: 'policy', version: 1, sha256: documentHash }] },
    committed: { note: `Mrs Smith said ${start + at}`, after: { total: 41.2, paid: null } },
  }));
  await withProject(projectId, (tx) => appendTrail(tx, projectId, records));
}

/** What an auditor has in hand: the export is recorded and signed first, as the worker does it. */
async function bundle(actor: Actor, query: Record<string, string> = {}): Promise<string> {
  await checkpointProject(actor.projectId);
  const { stream } = await exportTrailBundle(actor, trailExportSchema.parse(query), NO_WAIT);
  const folder = await unzipBundle(stream);
  folders.push(folder);
  return folder;
}

async function asSuperuser(sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: db.ownerUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'countersign-copy-'));
  folders.push(copy);
  cpSync(folder, copy, { recursive: true });
  return copy;
}

it('is verified whole by the verifier inside it, with no server, and records the export', async () => {
  const actor = await db.createProject();
  await decide(actor, 300);
  const folder = await bundle(actor);
  const { code, output } = runVerifier(folder);
  expect(output).toContain('covers 300 entries and its signature is right');
  expect(output).toContain('300 of 300 entries stand in the signed tree');
  expect(output).toContain('The bundle holds every entry, and the tree built from them has the signed root');
  expect(output).toContain('Values that match what was committed to: 600. Withheld or erased: 0.');
  expect(output).toMatch(/\nVERIFIED\n$/);
  expect(code).toBe(0);
  const next = runVerifier(await bundle(actor, { type: 'trail.exported' }));
  expect(next.output).toContain('1 of 1 entry stand in the signed tree');
  expect(next.code).toBe(0);
});

it('can be an extract by run, person or period, and every extract verifies', async () => {
  const actor = await db.createProject();
  await decide(actor, 30);
  const stranger = await db.createMember(actor, 'auditor');
  for (const [query, count] of [
    [{ run_id: 'R-1' }, 10],
    [{ actor_id: actor.userId ?? '' }, 30],
    [{ from: '3', to: '8' }, 5],
    [{ from: new Date(1_770_000_000_000).toISOString(), to: new Date(1_770_000_000_000 + 4 * 60_000).toISOString() }, 4],
    [{ actor_id: '0199a4c0-0000-7000-8000-000000000000' }, 0],
  ] as const) {
    const folder = await bundle(stranger, query);
    const { code, output } = runVerifier(folder);
    const found = readFileSync(join(folder, 'entries.jsonl'), 'utf8').split('\n').filter(Boolean).length;
    expect({ query, found }).toEqual({ query, found: count });
    expect(code, output).toBe(0);
  }
});

it('shows a value that somebody with full rights over the database changed by one byte', async () => {
  const actor = await db.createProject();
  await decide(actor, 20);
  await checkpointProject(actor.projectId);
  const at = `WHERE project_id = '${actor.projectId}' AND idx = 7`;
  expect(
    await asSuperuser(`UPDATE trail_entry SET payload = overlay(payload placing '9' from position('2026' in payload) for 1) ${at}`),
  ).toBe(1);
  const { code, output } = runVerifier(await bundle(actor));
  expect(output).toContain('FAIL  Entry 7 is not what was signed');
  expect(output).toContain('NOT VERIFIED');
  expect(code).toBe(1);
});

it('shows an entry that was rewritten together with its hash, and one that was deleted', async () => {
  const rewritten = await db.createProject();
  await decide(rewritten, 20);
  await checkpointProject(rewritten.projectId);
  const at = `WHERE project_id = '${rewritten.projectId}' AND idx = 7`;
  await asSuperuser(`UPDATE trail_entry SET payload = replace(payload, 'R-1', 'R-2') ${at}`);
  await asSuperuser(`UPDATE trail_entry SET leaf_hash = sha256('\\x00'::bytea || convert_to(payload, 'UTF8')) ${at}`);
  expect(runVerifier(await bundle(rewritten))).toMatchObject({ code: 1, output: expect.stringContaining('Entry 7') as string });

  const deleted = await db.createProject();
  await decide(deleted, 20);
  await checkpointProject(deleted.projectId);
  await asSuperuser(`DELETE FROM trail_entry WHERE project_id = '${deleted.projectId}' AND idx = 7`);
  const found = runVerifier(await bundle(deleted));
  expect(found.output).toContain('does not have the signed root');
  expect(found.code).toBe(1);
});

it('finds a disclosed value that is not the one recorded, and counts an erased one', async () => {
  const actor = await db.createProject();
  await decide(actor, 5);
  await checkpointProject(actor.projectId);
  await asSuperuser(
    `UPDATE trail_value SET value = '"\\"Mrs Smith said nothing\\""' WHERE project_id = '${actor.projectId}' AND idx = 2 AND field = 'note'`,
  );
  const swapped = runVerifier(await bundle(actor));
  expect(swapped.output).toContain('Entry 2: the value shown for "note" is not the one that was recorded');
  expect(swapped.code).toBe(1);
  await withProject(actor.projectId, (tx) => tx.trailValue.deleteMany({ where: { projectId: actor.projectId, idx: 2n } }));
  const erased = await bundle(actor);
  expect(runVerifier(erased)).toMatchObject({ code: 0, output: expect.stringContaining('Withheld or erased: 2.') as string });
  expect(readFileSync(join(erased, 'entries.jsonl'), 'utf8')).not.toContain('Mrs Smith said 2');
});

it('finds any single flipped bit in the files that carry proof', async () => {
  const actor = await db.createProject();
  await decide(actor, 9);
  const folder = await bundle(actor);
  for (const file of ['checkpoint', 'entries.jsonl', 'proofs/4.tlog-proof', 'tile/0/000.p/9', 'public-key.txt']) {
    const copy = copyOf(folder);
    const bytes = readFileSync(join(copy, file));
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(join(copy, file), bytes);
    expect(runVerifier(copy).code, file).toBe(1);
  }
});

it('detects a restored old database, and a rewritten past, by the checkpoint that the auditor kept', async () => {
  const actor = await db.createProject();
  const { projectId } = actor;
  await decide(actor, 12);
  const kept = join(await bundle(actor), 'checkpoint');
  await decide(actor, 5, 12);
  const later = await bundle(actor);
  expect(runVerifier(later, '--checkpoint', kept)).toMatchObject({
    code: 0,
    output: expect.stringContaining('continues your checkpoint of 12 entries') as string,
  });

  const alone = copyOf(later);
  rmSync(join(alone, 'tile'), { recursive: true });
  expect(runVerifier(alone, '--checkpoint', kept)).toMatchObject({
    code: 0,
    output: expect.stringContaining('continues your checkpoint') as string,
  });

  // A restore of a state before the auditor's checkpoint, signed afresh.
  const laterCheckpoint = join(later, 'checkpoint');
  for (const table of ['trail_entry', 'trail_value'])
    await asSuperuser(`DELETE FROM ${table} WHERE project_id = '${projectId}' AND idx >= 8`);
  await asSuperuser(`DELETE FROM trail_checkpoint WHERE project_id = '${projectId}'`);
  await asSuperuser(`DELETE FROM trail_node WHERE project_id = '${projectId}'`);
  await asSuperuser(`UPDATE trail_head SET size = 8 WHERE project_id = '${projectId}'`);
  const restored = await bundle(actor);
  expect(runVerifier(restored)).toMatchObject({ code: 0 });
  const rolledBack = runVerifier(restored, '--checkpoint', kept);
  expect(rolledBack.output).toContain('Your checkpoint covers 12 entries, this trail has 8: it was rolled back and entries are lost');
  expect(rolledBack.code).toBe(1);

  // The same, grown past the auditor's size with other entries: the tree is whole and signed, but it is another past.
  await decide(actor, 20, 100);
  const other = runVerifier(await bundle(actor), '--checkpoint', laterCheckpoint);
  expect(other.output).toContain('some were changed, removed or reordered since your checkpoint');
  expect(other.code).toBe(1);
});

it('trusts only the key that the auditor names', async () => {
  const [actor, foreign] = [await db.createProject(), await db.createProject()];
  await decide(actor, 2);
  const folder = await bundle(actor);
  const key = readFileSync(join(folder, 'public-key.txt'), 'utf8').trim();
  const foreignKey = readFileSync(join(await bundle(foreign), 'public-key.txt'), 'utf8').trim();
  expect(runVerifier(folder, '--key', key)).toMatchObject({
    code: 0,
    output: expect.not.stringContaining('comes from the bundle itself') as string,
  });
  expect(runVerifier(folder, '--key', foreignKey)).toMatchObject({
    code: 1,
    output: expect.stringContaining('is not signed by') as string,
  });
  expect(runVerifier(folder, '--key', 'nonsense').code).toBe(1);
});

it('compares documents that lie beside it with the hashes in the entries', async () => {
  const actor = await db.createProject();
  await decide(actor, 2);
  const folder = await bundle(actor);
  mkdirSync(join(folder, 'documents'));
  writeFileSync(join(folder, 'documents', 'policy.pdf'), document);
  expect(runVerifier(folder)).toMatchObject({
    code: 0,
    output: expect.stringContaining('policy.pdf is, to the byte, the document that an entry names') as string,
  });
  writeFileSync(join(folder, 'documents', 'policy.pdf'), `${document.toString()}.`);
  expect(runVerifier(folder)).toMatchObject({ code: 1, output: expect.stringContaining('policy.pdf is none of the documents') as string });
});

it('says what it cannot read, and is not for every role', async () => {
  const actor = await db.createProject();
  const empty = mkdtempSync(join(tmpdir(), 'countersign-empty-'));
  folders.push(empty);
  cpSync(join(process.cwd(), 'lib/cli/verify.mjs'), join(empty, 'verify.mjs'));
  expect(runVerifier(empty)).toMatchObject({ code: 1, output: expect.stringContaining('is missing or is not a checkpoint') as string });
  expect(readdirSync(empty)).toEqual(['verify.mjs']);
  await expect(exportTrailBundle(await db.createMember(actor, 'reviewer'), {}, NO_WAIT)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(exportTrailBundle(await db.createProject(), {}, NO_WAIT)).rejects.toMatchObject({ code: 'no_checkpoint' });
});
