import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runVerifier } from '@/lib/cli/run-verifier';
import { askOracle, hasOracle, removeOracle } from '@/lib/domain/trail/oracle/ask-oracle';
import { bundleRequest } from '@/lib/domain/trail/oracle/bundle-request';
import { parseVerifierKey } from '@/lib/domain/trail/signed-note';
import { resetEnv } from '@/lib/env';
import { exportBundle, recordDecisions } from '@/prisma/scenarios/trail-story';
import { testDatabase } from '@/prisma/test-database';
import type { TestDatabase } from '@/prisma/test-database';

const reason = hasOracle() ? '' : ' (skipped: Debian packages golang-go and golang-golang-x-mod-dev are not installed)';
const folders: string[] = [];
const newKey = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

let db: TestDatabase;
beforeAll(async () => {
  setKey(newKey(), '');
  db = await testDatabase();
});
afterAll(async () => {
  removeOracle();
  await db.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function setKey(pem: string, replaces: string): void {
  Object.assign(process.env, { COUNTERSIGN_TRAIL_KEY: pem, COUNTERSIGN_TRAIL_REPLACES: replaces });
  resetEnv();
}

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

describe.skipIf(reason !== '')(`the files of an export, judged by golang.org/x/mod/sumdb${reason}`, () => {
  it('are accepted for every entry, and refused after one changed character', async () => {
    const actor = await db.createProject();
    await recordDecisions(actor, 40);
    const earlier = await exportBundle(actor);
    await recordDecisions(actor, 60, 40);
    const later = await exportBundle(actor);
    folders.push(earlier, later);
    for (const index of [0, 39, 40, 41, 63, 64, 99, 100])
      expect(askOracle(bundleRequest(later, earlier, index))).toEqual({ isAccepted: true, said: 'accepted' });
    const good = bundleRequest(later, earlier, 64);
    expect(askOracle({ ...good, entry: good.entry.replace('R-', 'S-') }).said).toContain('refused inclusion');
    expect(askOracle({ ...good, consistency: good.consistency.slice(1) }).said).toContain('refused consistency');
    expect(askOracle({ ...good, key: bundleRequest(earlier, earlier, 0).key.replace('+', '-x+') }).said).toContain('refused key');
  });
});

it('prove an earlier checkpoint also when the signing key was replaced in between', async () => {
  const actor = await db.createProject();
  await recordDecisions(actor, 5);
  const earlier = await exportBundle(actor);
  const before = parseVerifierKey(read(earlier, 'public-key.txt'));
  setKey(newKey(), before?.publicKey.toString('base64') ?? '');
  await recordDecisions(actor, 5, 5);
  const later = await exportBundle(actor);
  folders.push(earlier, later);
  expect(read(later, 'public-key.txt').trim().split('\n')).toHaveLength(2);
  expect(runVerifier(later, '--checkpoint', join(earlier, 'checkpoint'))).toMatchObject({
    code: 0,
    output: expect.stringContaining('continues your checkpoint of 5 entries') as string,
  });
});
