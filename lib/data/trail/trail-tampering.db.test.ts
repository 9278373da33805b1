import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runVerifier } from '@/lib/cli/run-verifier';
import type { Actor } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { exportBundle, recordDecisions } from '@/prisma/scenarios/trail-story';
import { testDatabase } from '@/prisma/test-database';
import type { TestDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { checkpointProject } from './trail-checkpointer';

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

async function bundle(actor: Actor, query: Record<string, string> = {}): Promise<string> {
  const folder = await exportBundle(actor, query);
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

it('shows a value that somebody with full rights over the database changed by one byte', async () => {
  const actor = await db.createProject();
  await recordDecisions(actor, 20);
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
  await recordDecisions(rewritten, 20);
  await checkpointProject(rewritten.projectId);
  const at = `WHERE project_id = '${rewritten.projectId}' AND idx = 7`;
  await asSuperuser(`UPDATE trail_entry SET payload = replace(payload, 'R-1', 'R-2') ${at}`);
  await asSuperuser(`UPDATE trail_entry SET leaf_hash = sha256('\\x00'::bytea || convert_to(payload, 'UTF8')) ${at}`);
  expect(runVerifier(await bundle(rewritten))).toMatchObject({ code: 1, output: expect.stringContaining('Entry 7') as string });

  const deleted = await db.createProject();
  await recordDecisions(deleted, 20);
  await checkpointProject(deleted.projectId);
  await asSuperuser(`DELETE FROM trail_entry WHERE project_id = '${deleted.projectId}' AND idx = 7`);
  const found = runVerifier(await bundle(deleted));
  expect(found.output).toContain('does not have the signed root');
  expect(found.code).toBe(1);
});

it('finds a disclosed value that is not the one recorded, and counts an erased one', async () => {
  const actor = await db.createProject();
  await recordDecisions(actor, 5);
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
  await recordDecisions(actor, 9);
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
  await recordDecisions(actor, 12);
  const kept = join(await bundle(actor), 'checkpoint');
  await recordDecisions(actor, 5, 12);
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
  await recordDecisions(actor, 20, 100);
  const other = runVerifier(await bundle(actor), '--checkpoint', laterCheckpoint);
  expect(other.output).toContain('some were changed, removed or reordered since your checkpoint');
  expect(other.code).toBe(1);
});
