import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { amendDecision } from '@/lib/data/review/amend-decision';
import { listUndelivered } from '@/lib/data/outside/connector-list';
import { createConnector, switchConnector } from '@/lib/data/outside/connectors';
import { resetEnv } from '@/lib/env';
import { totalCorrected } from '@/prisma/scenarios/claimed-item';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { deliverOutbox } from './deliver-outbox';
import { CONNECTOR_SETTINGS, type DeliveryTestBench, deliveryTestBench, LANGSMITH_RUN } from './delivery-test-bench';
import { runWorker } from './run-worker';

let db: TestDatabase;
let bench: DeliveryTestBench;
beforeAll(async () => {
  Object.assign(process.env, CONNECTOR_SETTINGS);
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  for (const name of Object.keys(CONNECTOR_SETTINGS)) delete process.env[name];
  resetEnv();
});
beforeEach(async () => {
  bench = await deliveryTestBench(db);
});
afterEach(() => bench.close());

describe('several connectors and decisions', () => {
  it('one that is down holds back no other', async () => {
    const down = await bench.langfuse('http://127.0.0.1:9', 'down');
    const up = await bench.langfuse(bench.other.url, 'up');
    await bench.decide();
    await bench.deliver(down);
    await bench.deliver(up);
    expect(await bench.row(up)).toMatchObject({ state: 'working', sent: 1 });
    expect(await bench.row(down)).toMatchObject({
      state: 'failing',
      waiting: 1,
      lastError: 'Not reached: nothing listens there (connection refused).',
    });
  });

  it('one that is slow holds back no other: each has its own job in slots of their own', async () => {
    const slow = await bench.langfuse(bench.receiver.url, 'slow');
    const quick = await bench.langfuse(bench.other.url, 'quick');
    bench.receiver.next.push('hang');
    const worker = runWorker({
      connectionString: db.appUrl,
      handlers: { 'deliver-outbox': (payload) => deliverOutbox(payload, { callMs: 4000 }) },
      concurrency: 6,
      hasCrontab: false,
    });
    try {
      await bench.decide();
      await vi.waitUntil(async () => (await bench.row(quick)).sent === 1, { timeout: 20_000, interval: 50 });
      expect(bench.receiver.received.length).toBeLessThanOrEqual(1);
      expect(await bench.row(slow)).toMatchObject({ sent: 0, waiting: 1 });
      // In the end the slow one has it too.
      await vi.waitUntil(async () => (await bench.row(slow)).sent === 1, { timeout: 30_000, interval: 100 });
    } finally {
      await worker.stop();
    }
  });

  it('an amendment follows its decision, as a new event that names it, and never before it', async () => {
    const connectorId = await bench.langfuse(bench.receiver.url);
    const first = await bench.decide();
    const amendment = {
      ...totalCorrected(bench.run),
      outcome: 'rejected',
      reason_code: 'appeal',
      verdicts: [],
    };
    const second = await amendDecision(bench.lead, bench.run.itemId, { ...amendment, nothing_correct: true }, randomUUID());
    bench.receiver.next.push({ status: 404 });
    await bench.deliver(connectorId);
    // The connector is not paused by a 404, but the amendment waits for the decision.
    expect(bench.receiver.received).toHaveLength(1);
    await bench.letTimePass();
    await bench.deliver(connectorId);
    const decisions = bench.receiver.json().filter(({ name }) => name === 'human_review') as {
      id: string;
      metadata: { decision_id: string; amends?: string };
    }[];
    expect(decisions.map(({ metadata }) => metadata.decision_id)).toEqual([first.decision_id, first.decision_id, second.decision_id]);
    expect(decisions[2]?.metadata.amends).toBe(first.decision_id);
    expect(decisions[2]?.id).not.toBe(decisions[1]?.id);
  });

  it('a connector that is switched off keeps what it gets until it is on again', async () => {
    const connectorId = await bench.langfuse(bench.receiver.url);
    await switchConnector(bench.lead, connectorId, false);
    await bench.decide();
    await bench.deliver(connectorId);
    expect(await bench.row(connectorId)).toMatchObject({ state: 'off', waiting: 1 });
    await switchConnector(bench.lead, connectorId, true);
    await bench.deliver(connectorId);
    expect(await bench.row(connectorId)).toMatchObject({ state: 'working', waiting: 0, sent: 1 });
  });

  it('a run that the receiver cannot know is said to be not applicable', async () => {
    const connectorId = await createConnector(bench.lead, 'phoenix', {
      name: 'phoenix',
      settings: { url: bench.receiver.url },
      secret: null,
    });
    await bench.decide();
    await bench.deliver(connectorId);
    expect(bench.receiver.received).toHaveLength(0);
    expect(await listUndelivered(bench.lead)).toMatchObject([
      { state: 'not_applicable', reason: 'The run did not come as an OpenTelemetry trace, so there is no span to annotate.' },
    ]);
  });

  it('sends no word that anybody wrote when texts are off', async () => {
    const settings = { url: bench.receiver.url, hasTexts: false };
    const connectorId = await createConnector(bench.lead, 'langsmith', { name: 'ls', settings, secret: 'lsv2_pt_key' });
    await bench.decide();
    bench.receiver.next.push({ status: 409, body: '{"detail":"feedback exists"}' });
    await bench.deliver(connectorId);
    const sent = Buffer.concat(bench.receiver.received.map(({ body }) => body)).toString('utf8');
    expect(bench.receiver.json()[0]).toMatchObject({ key: 'human_review', score: 0, value: 'corrected', run_id: LANGSMITH_RUN });
    expect(sent).not.toMatch(/41,[23]00|mixed up|Acme/);
    expect(await bench.row(connectorId)).toMatchObject({ sent: 1 });
  });
});
