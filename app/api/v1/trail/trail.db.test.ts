import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GET as getBundle } from '@/app/api/v1/trail/bundle/route';
import { GET as getCheckpoint } from '@/app/api/v1/trail/checkpoint/route';
import { GET as getEntries } from '@/app/api/v1/trail/entries/route';
import { GET as getKey } from '@/app/api/v1/trail/key/route';
import { GET as getProof } from '@/app/api/v1/trail/proof/route';
import { GET as getTile } from '@/app/api/v1/trail/tile/[...path]/route';
import { runVerifier, unzipBundle } from '@/lib/cli/run-verifier';
import { globalDatabase, withProject } from '@/lib/data/database';
import { appendTrail } from '@/lib/data/trail/trail';
import { checkpointProject } from '@/lib/data/trail/trail-checkpointer';
import { createKeySecret } from '@/lib/domain/key-secret';
import type { Actor, Scope } from '@/lib/domain/policy';
import { openNote, parseVerifierKey } from '@/lib/domain/trail/signed-note';
import { resetEnv } from '@/lib/env';
import { testDatabase } from '@/prisma/test-database';
import type { TestDatabase } from '@/prisma/test-database';

let db: TestDatabase;
let actor: Actor;
let key = '';
beforeAll(async () => {
  process.env.COUNTERSIGN_TRAIL_KEY = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  resetEnv();
  db = await testDatabase();
  actor = await db.createProject();
  key = await createKey(['read']);
  const records = Array.from({ length: 12 }, (_, n) => ({
    type: 'decision.submitted',
    at: new Date(),
    actorId: actor.userId,
    runId: `R-${n % 2}`,
    facts: { n },
    committed: { note: 'yes' },
  }));
  await withProject(actor.projectId, (tx) => appendTrail(tx, actor.projectId, records));
  await checkpointProject(actor.projectId);
});
afterAll(() => db.close());

async function createKey(scopes: Scope[], userId = actor.userId): Promise<string> {
  const { keyId, secretHash, text } = createKeySecret();
  const data = {
    keyId,
    projectId: actor.projectId,
    userId,
    name: 'test',
    secretHash: new Uint8Array(secretHash),
    scopes,
    createdBy: actor.userId ?? '',
    createdAt: new Date(),
  };
  await globalDatabase().apiKey.create({ data });
  return text;
}

const request = (path: string, bearer = key) =>
  new Request(`http://localhost/api/v1/trail/${path}`, { headers: bearer ? { authorization: `Bearer ${bearer}` } : {} });
/** Signs as the worker would while a route waits for a checkpoint. */
async function whileSigning<T>(answer: Promise<T>): Promise<T> {
  let isAnswered = false;
  const answered = answer.finally(() => {
    isAnswered = true;
  });
  while (!isAnswered) {
    await checkpointProject(actor.projectId);
    await sleep(50);
  }
  return answered;
}

const none = { params: Promise.resolve({}) };

it('gives checkpoint and key, and they belong together', async () => {
  const checkpoint = await getCheckpoint(request('checkpoint'), none);
  expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(checkpoint.headers.get('cache-control')).toBe('private, no-store');
  const verifierKey = parseVerifierKey(await (await getKey(request('key'), none)).text());
  expect(verifierKey && openNote(await checkpoint.text(), verifierKey)?.text).toContain('\n12\n');
});

it('lists entries with their values and pages on', async () => {
  const first = (await (await getEntries(request('entries?run_id=R-1&limit=4'), none)).json()) as {
    entries: object[];
    next_cursor: string;
    signed_size: number;
  };
  expect(first.entries).toHaveLength(4);
  expect(first.signed_size).toBe(12);
  expect(first.entries[0]).toMatchObject({
    index: 11,
    run_id: 'R-1',
    actor_id: actor.userId,
    facts: { n: 11 },
    values: { note: { value: 'yes' } },
    is_intact: true,
  });
  const second = (await (await getEntries(request(`entries?run_id=R-1&limit=4&cursor=${first.next_cursor}`), none)).json()) as typeof first;
  expect(second.entries).toHaveLength(2);
  expect(second.next_cursor).toBeNull();
});

it('gives a proof and tiles, and says not found for others', async () => {
  const proof = await getProof(request('proof?index=5'), none);
  expect(await proof.text()).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 5\n/);
  expect(proof.headers.get('content-disposition')).toContain('5.tlog-proof');
  expect((await getProof(request('proof?index=99'), none)).status).toBe(404);
  const tile = (path: string[]) => getTile(request(`tile/${path.join('/')}`), { params: Promise.resolve({ path }) });
  expect((await (await tile(['0', '000.p', '12'])).arrayBuffer()).byteLength).toBe(12 * 32);
  expect((await tile(['0', '000'])).status).toBe(404);
});

it('exports a bundle that its verifier accepts', async () => {
  const response = await whileSigning(getBundle(request('bundle?run_id=R-0'), none));
  expect(response.headers.get('content-type')).toBe('application/zip');
  if (!response.body) throw new Error('no body');
  const folder = await unzipBundle(response.body);
  expect(runVerifier(folder)).toMatchObject({
    code: 0,
    output: expect.stringContaining('7 of 7 entries stand in the signed tree') as string,
  });
  expect(readFileSync(join(folder, 'entries.jsonl'), 'utf8')).toContain('trail.exported');
  rmSync(folder, { recursive: true });
});

it('refuses a filter that it does not know instead of ignoring it', async () => {
  for (const path of [
    'entries?runid=R-1',
    'entries?limit=0',
    'entries?from=yesterday',
    'entries?cursor=x',
    'bundle?since=-1',
    'proof',
    'proof?index=1.5',
  ]) {
    const route = path.startsWith('bundle') ? getBundle : path.startsWith('proof') ? getProof : getEntries;
    const response = await route(request(path), none);
    expect(response.status, path).toBe(422);
    expect(await response.json(), path).toMatchObject({ code: 'invalid', errors: expect.any(Array) as unknown[] });
  }
});

it('asks for a key with the scope, and for a role that may', async () => {
  const reviewer = await db.createMember(actor, 'reviewer');
  const engineer = await db.createMember(actor, 'engineer');
  const keys = {
    none: '',
    wrong: 'cs_x_y',
    ingest: await createKey(['ingest']),
    reviewer: await createKey(['read'], reviewer.userId),
    engineer: await createKey(['read'], engineer.userId),
  };
  for (const [name, route] of Object.entries({ checkpoint: getCheckpoint, entries: getEntries, key: getKey, bundle: getBundle })) {
    expect((await route(request(name, keys.none), none)).status, name).toBe(401);
    expect((await route(request(name, keys.wrong), none)).status, name).toBe(401);
    expect((await route(request(name, keys.ingest), none)).status, name).toBe(403);
    expect((await route(request(name, keys.reviewer), none)).status, name).toBe(403);
  }
  expect((await getCheckpoint(request('checkpoint', keys.engineer), none)).status).toBe(200);
  expect((await getBundle(request('bundle', keys.engineer), none)).status).toBe(403);
});
