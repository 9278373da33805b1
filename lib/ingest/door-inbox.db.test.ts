import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { saySpent } from '@/lib/data/ingest/ingest-quota';
import { listQuotaUse } from '@/lib/data/ingest/ingest-use';
import type { Actor } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import { createDoor } from './door';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';
import { drainInbox } from './drain-inbox';
import { encodeTraces } from './encode-otlp';

vi.mock('@/lib/data/ingest/ingest', { spy: true });

let bench: DoorTestBench;
beforeAll(async () => {
  vi.stubEnv('COUNTERSIGN_INBOX_LIMIT', '3');
  resetEnv();
  bench = await doorTestBench();
});
afterAll(async () => {
  await bench.close();
  vi.unstubAllEnvs();
  resetEnv();
});

const trace = (index: number) => index.toString(16).padStart(32, 'c');
const batch = (index: number) =>
  new Uint8Array(
    encodeTraces([{ traceId: trace(index), spanId: index.toString(16).padStart(16, 'd'), attributes: { text: 'x'.repeat(1000) } }]),
  );
const request = (key: string, body: Uint8Array<ArrayBuffer>, path = '/v1/traces', type = 'application/x-protobuf') =>
  new Request(`http://door.test${path}`, { method: 'POST', headers: { 'x-api-key': key, 'content-type': type }, body });
const inbox = ({ projectId }: Actor) => withProject(projectId, (tx) => tx.inbox.findMany({ where: { projectId } }));

const runsUsed = async (actor: Actor) => {
  await saySpent();
  return (await listQuotaUse(actor)).find(({ quota }) => quota === 'runsPerDay')?.used ?? 0;
};

/** A door whose first request does not come to an end until `finish` is called. */
async function busyDoor(key: string) {
  const door = createDoor({ maxInFlightBytes: 500 });
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
  const first = door(request(key, batch(0)));
  await started;
  return {
    door,
    finish: async () => {
      finish();
      return (await first).status;
    },
  };
}

describe('when the reader is behind', () => {
  it('puts batches by, durable and acknowledged, until the inbox is full; then 429 with Retry-After; then works them off', async () => {
    const { actor, key } = await bench.freshProject();
    const { door, finish } = await busyDoor(key);
    for (const index of [1, 2, 3]) {
      const answer = await door(request(key, batch(index)));
      expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'application/x-protobuf', '']);
    }
    expect(await inbox(actor)).toHaveLength(3);
    expect(await storedRuns(actor)).toEqual([]);
    const full = await door(request(key, batch(4)));
    expect([full.status, full.headers.get('retry-after')]).toEqual([429, '2']);
    const records = await door(
      request(key, new Uint8Array(Buffer.from('{"run_id":"r","output":"x"}')), '/api/v1/runs', 'application/json'),
    );
    expect([records.status, records.headers.get('content-type')]).toEqual([429, 'application/problem+json']);
    expect(await finish()).toBe(200);
    const usedBefore = await runsUsed(actor);
    await drainInbox({ projectId: actor.projectId });
    expect(await inbox(actor)).toEqual([]);
    // The door had counted its own run; these were acknowledged before anybody knew what was in them.
    expect((await runsUsed(actor)) - usedBefore).toBe(3);
    expect((await storedRuns(actor)).map(({ runId }) => runId)).toEqual([trace(0), trace(1), trace(2), trace(3)]);
    expect((await door(request(key, batch(4)))).status).toBe(200);
    expect(await storedRuns(actor)).toHaveLength(5);
  });

  it('keeps a batch that cannot be read with the reason beside it, and tries again after a passing fault', async () => {
    const { actor, key } = await bench.freshProject();
    const { door, finish } = await busyDoor(key);
    expect((await door(request(key, new Uint8Array([0xff, 0xff])))).status).toBe(200);
    expect((await door(request(key, batch(5)))).status).toBe(200);
    expect(await finish()).toBe(200);
    vi.mocked(ingestRuns).mockRejectedValueOnce(new Error('the database is away'));
    await drainInbox({ projectId: actor.projectId });
    const left = await inbox(actor);
    expect(left.map(({ lastError }) => lastError).sort()).toEqual([
      'The body is not an OTLP request in protobuf: the message ends in the middle of a number.',
      'the database is away',
    ]);
    await withProject(actor.projectId, (tx) =>
      tx.inbox.updateMany({ where: { projectId: actor.projectId }, data: { receivedAt: new Date(Date.now() - 60_000) } }),
    );
    await drainInbox({ projectId: actor.projectId });
    expect((await storedRuns(actor)).map(({ runId }) => runId)).toEqual([trace(0), trace(5)]);
    expect(await inbox(actor)).toHaveLength(1);
  });
});

describe('a log record that names only a response', () => {
  const evaluation = (responseId: string) =>
    Buffer.from(
      JSON.stringify({
        resourceLogs: [
          {
            scopeLogs: [
              {
                logRecords: [
                  {
                    timeUnixNano: '5',
                    eventName: 'gen_ai.evaluation.result',
                    attributes: [
                      { key: 'gen_ai.evaluation.name', value: { stringValue: 'relevance' } },
                      { key: 'gen_ai.evaluation.score.value', value: { intValue: 4 } },
                      { key: 'gen_ai.response.id', value: { stringValue: responseId } },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      }),
    );
  const call = (responseId: string) =>
    new Uint8Array(
      encodeTraces([
        {
          traceId: trace(9),
          spanId: '00000000000000ee',
          attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.response.id': responseId },
        },
      ]),
    );

  it('finds the run of that response, whether the run came before or comes after', async () => {
    for (const isFirst of [true, false]) {
      const { actor, key } = await bench.freshProject();
      const door = createDoor();
      const log = () => door(request(key, new Uint8Array(evaluation('chatcmpl-7')), '/v1/logs', 'application/json'));
      if (isFirst) expect((await log()).status).toBe(200);
      expect((await door(request(key, call('chatcmpl-7')))).status).toBe(200);
      if (!isFirst) expect(await (await log()).text()).toBe('{}');
      await drainInbox({ projectId: actor.projectId });
      expect(await inbox(actor)).toEqual([]);
      const [run, ...others] = await storedRuns(actor);
      expect(others).toEqual([]);
      expect(run?.steps.map(({ kind, name, facts }) => [kind, name, facts.scores])).toEqual([
        ['LLM', 'span', undefined],
        ['EVALUATION', 'relevance', [expect.objectContaining({ name: 'relevance', value: 4 })]],
      ]);
    }
  });

  it('waits while no run has that response', async () => {
    const { actor, key } = await bench.freshProject();
    expect(
      await (await createDoor()(request(key, new Uint8Array(evaluation('chatcmpl-none')), '/v1/logs', 'application/json'))).text(),
    ).toBe('{}');
    await drainInbox({ projectId: actor.projectId });
    expect(await inbox(actor)).toMatchObject([{ attempts: 1, lastError: '1 log records name a response that no run has' }]);
  });
});

describe('the server', () => {
  it('finishes the requests under way when it is stopped', async () => {
    const { startIngestServer } = await import('./server');
    const { actor, key } = await bench.freshProject();
    const { door, finish } = await busyDoor(key);
    const server = await startIngestServer(door, 0, '127.0.0.1');
    const url = `http://127.0.0.1:${server.port}/v1/traces`;
    vi.mocked(ingestRuns).mockImplementationOnce(async (...call) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return ingestRuns(...call);
    });
    await finish();
    const underWay = fetch(url, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/x-protobuf' },
      body: batch(11),
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await server.stop();
    expect((await underWay).status).toBe(200);
    expect((await storedRuns(actor)).map(({ runId }) => runId)).toContain(trace(11));
    await expect(fetch(url)).rejects.toThrow();
  });
});
