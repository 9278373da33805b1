import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { claimItem } from '@/lib/data/queues/item-claim';
import { recordItemVerb } from '@/lib/data/queues/item-verb';
import { savePrivacyRules } from '@/lib/data/privacy/privacy-rules';
import { storeScores } from '@/lib/data/runs/scores';
import { submitReview } from '@/lib/data/review/submit-review';
import { streamEvalCases } from '@/lib/data/evals/eval-cases';
import { checkpointProject } from '@/lib/data/trail/trail-checkpointer';
import { exportTrailBundle } from '@/lib/data/trail/trail-bundle';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import type { Actor } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { settleRun } from '@/lib/worker/settle-run';
import { createQueue, createReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { createDoor } from './door';
import { type DoorTestBench, doorTestBench } from './door-test-bench';
import { drainInbox } from './drain-inbox';
import { encodeTraces } from './encode-otlp';
import { flushedDataDirectory, needlesInFiles } from '@/prisma/needle-search';
import { NEEDLES as needles, said, sendEverywhere } from './seed-every-door';

const written: string[] = [];
vi.mock('@/lib/log', async (original) => {
  const { createLog } = await original<typeof import('@/lib/log')>();
  return { createLog, log: createLog('trace', { write: (line: string) => void written.push(line) }) };
});
vi.mock('@/lib/data/ingest/ingest', { spy: true });

let bench: DoorTestBench;
let folder: string;
let actor: Actor;
let key: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-privacy-'));
  vi.stubEnv('COUNTERSIGN_DATA_DIR', folder);
  vi.stubEnv('COUNTERSIGN_SETTLE_MS', '0');
  vi.stubEnv('COUNTERSIGN_STALE_MS', '0');
  resetEnv();
  bench = await doorTestBench();
  ({ actor, key } = await bench.freshProject());
  await savePrivacyRules(actor, 0, { recognisers: { email: 'tokenise', card: 'tokenise', secret: 'tokenise' } });
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
  resetEnv();
});

async function post(path: string, body: string | Uint8Array, type = 'application/json', door = createDoor()): Promise<void> {
  const headers = { 'x-api-key': key, 'content-type': type };
  const bytes = new Uint8Array(Buffer.from(body));
  const answer = await door(new Request(`http://door.test${path}`, { method: 'POST', headers, body: bytes }));
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}
/** A batch that arrives while the reader is behind. */
async function sendToInbox(): Promise<void> {
  const door = createDoor({ maxInFlightBytes: 100 });
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const real = vi.mocked(ingestRuns).getMockImplementation();
  let isStarted: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    isStarted = resolve;
  });
  vi.mocked(ingestRuns).mockImplementationOnce(async (...call) => {
    isStarted();
    await held;
    return (real ?? ingestRuns)(...call);
  });
  const first = post('/api/v1/runs', JSON.stringify({ run_id: 'R-slow', output: 'x'.repeat(200) }), 'application/json', door);
  await started;
  const span = { traceId: 'e'.repeat(32), spanId: 'f'.repeat(16), attributes: { 'input.value': said('inbox') } };
  await post('/v1/traces', encodeTraces([span]), 'application/x-protobuf', door);
  finish();
  await first;
}

async function review(): Promise<void> {
  const queueId = await createQueue(actor.projectId, { name: 'q' });
  const { itemId, revision } = await createReviewableRun(actor.projectId, { queueId });
  await recordItemVerb(actor, itemId, 'comment', { text: said('review') });
  await claimItem(actor, 'q', { item_id: itemId });
  const verdicts = [{ claim_id: 'c2', value: 'wrong', corrected_value: said('review'), reason_code: 'number_wrong', note: said('review') }];
  await submitReview(actor, itemId, { revision, outcome: 'rejected', verdicts, note: said('review'), eval: { set: 'set' } }, 'once');
}

const filesWith = (root: string) => needlesInFiles(root, needles);
const dataDirectory = () => flushedDataDirectory(bench.ownerUrl);

describe('with redaction on', () => {
  it('no value that came through any door stands in data files, WAL, logs, blobs or exports', { timeout: 240_000 }, async () => {
    await sendEverywhere(post);
    await storeScores(actor, [
      { id: 's', source: 'langfuse', target: { runId: 'R-record' }, name: 'x', label: said('score'), comment: said('score'), at: null },
    ]);
    await sendToInbox();
    const { projectId } = actor;
    const waiting = await withProject(projectId, (tx) => tx.inbox.findMany({ where: { projectId } }));
    expect(waiting).toHaveLength(1);
    expect(await filesWith(await dataDirectory()), 'while a batch waits in the inbox').toEqual([]);
    await drainInbox({ projectId });
    await review();
    const runs = await withProject(projectId, (tx) => tx.run.findMany({ where: { projectId }, select: { runId: true } }));
    for (const { runId } of runs) await settleRun({ projectId, runId });
    await checkpointProject(projectId);
    expect(runs.length).toBeGreaterThanOrEqual(7);

    const marked = await withProject(projectId, (tx) => tx.vaultEntry.count({ where: { projectId } }));
    expect(marked).toBeGreaterThanOrEqual((needles.length / 4) * 3);
    expect(await filesWith(await dataDirectory()), 'data files and WAL').toEqual([]);
    expect(await filesWith(folder), 'blobs').toEqual([]);
    expect(
      needles.filter((needle) => written.join('').includes(needle)),
      'logs',
    ).toEqual([]);
    const exports = await exported();
    expect(exports.length).toBeGreaterThan(1000);
    expect(
      needles.filter((needle) => exports.includes(needle)),
      'exports',
    ).toEqual([]);
  });

  it('the same search finds a value that was let in', async () => {
    const { actor: other, key: otherKey } = await bench.freshProject();
    await savePrivacyRules(other, 0, { recognisers: {}, credential_fields: 'off' });
    const headers = { 'x-api-key': otherKey, 'content-type': 'application/json' };
    const body = JSON.stringify({ run_id: 'R-open', output: said('record') });
    await createDoor()(new Request('http://door.test/api/v1/runs', { method: 'POST', headers, body }));
    expect((await filesWith(await dataDirectory())).length).toBeGreaterThan(0);
  });
});

/** Eval cases as JSON lines, and the trail bundle unpacked. */
async function exported(): Promise<string> {
  const parts: string[] = [];
  for await (const line of await streamEvalCases(actor, 'set', { state: 'candidate' })) parts.push(line);
  expect(parts).toHaveLength(1);
  const bundle = await exportTrailBundle(actor, {}, { waitMs: 1 });
  const files = unzipSync(new Uint8Array(await new Response(bundle.stream).arrayBuffer()));
  return [...parts, ...Object.values(files).map((file) => Buffer.from(file).toString('utf8'))].join('\n');
}
