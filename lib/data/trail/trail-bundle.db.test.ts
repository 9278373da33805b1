import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runVerifier } from '@/lib/cli/run-verifier';
import type { Actor } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { exportBundle, recordDecisions, STORY_STARTS_AT_MS, storyDocument } from '@/prisma/scenarios/trail-story';
import { testDatabase } from '@/prisma/test-database';
import type { TestDatabase } from '@/prisma/test-database';
import { exportTrailBundle } from './trail-bundle';

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

it('is verified whole by the verifier inside it, with no server, and records the export', async () => {
  const actor = await db.createProject();
  await recordDecisions(actor, 300);
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
  await recordDecisions(actor, 30);
  const stranger = await db.createMember(actor, 'auditor');
  for (const [query, count] of [
    [{ run_id: 'R-1' }, 10],
    [{ actor_id: actor.userId ?? '' }, 30],
    [{ from: '3', to: '8' }, 5],
    [{ from: new Date(STORY_STARTS_AT_MS).toISOString(), to: new Date(STORY_STARTS_AT_MS + 4 * 60_000).toISOString() }, 4],
    [{ actor_id: '0199a4c0-0000-7000-8000-000000000000' }, 0],
  ] as const) {
    const folder = await bundle(stranger, query);
    const { code, output } = runVerifier(folder);
    const found = readFileSync(join(folder, 'entries.jsonl'), 'utf8').split('\n').filter(Boolean).length;
    expect({ query, found }).toEqual({ query, found: count });
    expect(code, output).toBe(0);
  }
});

it('trusts only the key that the auditor names', async () => {
  const [actor, foreign] = [await db.createProject(), await db.createProject()];
  await recordDecisions(actor, 2);
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
  await recordDecisions(actor, 2);
  const folder = await bundle(actor);
  mkdirSync(join(folder, 'documents'));
  writeFileSync(join(folder, 'documents', 'policy.pdf'), storyDocument);
  expect(runVerifier(folder)).toMatchObject({
    code: 0,
    output: expect.stringContaining('policy.pdf is, to the byte, the document that an entry names') as string,
  });
  writeFileSync(join(folder, 'documents', 'policy.pdf'), `${storyDocument.toString()}.`);
  expect(runVerifier(folder)).toMatchObject({ code: 1, output: expect.stringContaining('policy.pdf is none of the documents') as string });
});

it('says what it cannot read, and is not for every role', async () => {
  const actor = await db.createProject();
  const empty = mkdtempSync(join(tmpdir(), 'countersign-empty-'));
  folders.push(empty);
  cpSync(join(process.cwd(), 'lib/cli/verify.mjs'), join(empty, 'verify.mjs'));
  expect(runVerifier(empty)).toMatchObject({ code: 1, output: expect.stringContaining('is missing or is not a checkpoint') as string });
  expect(readdirSync(empty)).toEqual(['verify.mjs']);
  await expect(exportTrailBundle(await db.createMember(actor, 'reviewer'), {}, { waitMs: 0 })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(exportTrailBundle(await db.createProject(), {}, { waitMs: 0 })).rejects.toMatchObject({ code: 'no_checkpoint' });
});
