import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listUndelivered } from '@/lib/data/outside/connector-list';
import { resendGivenUp } from '@/lib/data/outside/connectors';
import { endDelivery, takeDelivery } from '@/lib/data/outside/delivery-queue';
import { resetEnv } from '@/lib/env';
import { INVOICE_OUTPUT } from '@/prisma/scenarios/invoice';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { CONNECTOR_SETTINGS, type DeliveryTestBench, deliveryTestBench } from './delivery-test-bench';

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

describe('a decision on its way out', () => {
  it('arrives as scores of the trace with the corrected output, in one go', async () => {
    const connectorId = await bench.langfuse(bench.receiver.url);
    const answer = await bench.decide();
    expect(await bench.jobs(connectorId)).toBe(1);
    await bench.deliver(connectorId);
    expect(bench.receiver.received.map(({ method, path }) => `${method} ${path}`)).toEqual(Array(6).fill('POST /api/public/scores'));
    expect(bench.receiver.received[0]?.headers['authorization']).toBe(`Basic ${Buffer.from('pk-lf-1:sk-lf-secret-1').toString('base64')}`);
    const scores = bench.receiver.json();
    expect(scores.map(({ name, value, dataType }) => [name, value, dataType])).toEqual([
      ['human_review', 'corrected', 'CATEGORICAL'],
      ['claim_value', 'wrong', 'CATEGORICAL'],
      ['claim_place', 'wrong', 'CATEGORICAL'],
      ['claim_support', 'contradicts', 'CATEGORICAL'],
      ['claim_value', 'right', 'CATEGORICAL'],
      ['output', expect.any(String), 'CORRECTION'],
    ]);
    expect(JSON.parse(String(scores[5]?.['value']))).toEqual({ ...INVOICE_OUTPUT, total: '41,300.00' });
    expect(scores[0]).toMatchObject({
      traceId: 'trace-of-langfuse',
      comment: 'Net and gross were mixed up.',
      metadata: { decision_id: answer.decision_id, run_id: bench.run.runId, queue: 'invoices', trail_index: String(answer.trail_index) },
    });
    expect(JSON.stringify(scores)).not.toContain(bench.ada.name);
    expect(await bench.row(connectorId)).toMatchObject({ state: 'working', sent: 1, waiting: 0, lastError: null });
  });

  it('is tried again after a 500 from where it stopped, and the connector says so meanwhile', async () => {
    const connectorId = await bench.langfuse(bench.receiver.url);
    await bench.decide();
    bench.receiver.next.push({ status: 200 }, { status: 500, body: 'database is down, key sk-lf-secret-1' });
    await bench.deliver(connectorId);
    expect(await bench.row(connectorId)).toMatchObject({ state: 'failing', waiting: 1, sent: 0 });
    expect((await bench.row(connectorId)).lastError).toBe(
      'Score claim_value: the receiver failed (500). It says: database is down, key •••',
    );
    expect(await bench.pauseMs(connectorId)).toBeGreaterThan(500);
    await bench.deliver(connectorId);
    expect(bench.receiver.received).toHaveLength(2);
    await bench.letTimePass();
    await bench.deliver(connectorId);
    const scores = bench.receiver.json();
    expect(scores).toHaveLength(7);
    expect(scores[2]).toEqual(scores[1]);
    expect(new Set(scores.map(({ id }) => id)).size).toBe(6);
    expect(await bench.row(connectorId)).toMatchObject({ state: 'working', sent: 1, waiting: 0 });
  });

  it('waits as long as the receiver asks', async () => {
    const connectorId = await bench.langfuse(bench.receiver.url);
    await bench.decide();
    bench.receiver.next.push({ status: 429, headers: { 'retry-after': '120' } });
    await bench.deliver(connectorId);
    const pause = await bench.pauseMs(connectorId);
    expect(pause).toBeGreaterThan(118_000);
    expect(pause).toBeLessThan(133_000);
    expect((await bench.row(connectorId)).pausedUntil).not.toBeNull();
    await bench.deliver(connectorId);
    expect(bench.receiver.received).toHaveLength(1);
    expect(await bench.jobs(connectorId)).toBe(1);
  });

  it('does not wait for ever for an answer', async () => {
    const connectorId = await bench.langfuse(bench.receiver.url);
    await bench.decide();
    bench.receiver.next.push('hang');
    const startedAt = Date.now();
    await bench.deliver(connectorId, 300);
    expect(Date.now() - startedAt).toBeLessThan(3000);
    expect(await bench.row(connectorId)).toMatchObject({ state: 'failing', waiting: 1, lastError: 'No answer within 0.3 seconds.' });
  });

  it('is given up and shown when the receiver refuses it for good, and can be sent again by hand', async () => {
    const connectorId = await bench.langfuse(bench.receiver.url);
    await bench.decide();
    bench.receiver.next.push({ status: 400, body: '{"message":"unknown dataType"}' });
    await bench.deliver(connectorId);
    expect(await bench.row(connectorId)).toMatchObject({ state: 'failing', waiting: 0, givenUp: 1 });
    expect(await listUndelivered(bench.lead)).toMatchObject([
      {
        connectorName: 'langfuse',
        runId: bench.run.runId,
        state: 'given_up',
        reason: 'Score human_review: the receiver refuses it (400). It says: {"message":"unknown dataType"}',
      },
    ]);
    expect(await resendGivenUp(bench.lead, connectorId)).toBe(1);
    await bench.deliver(connectorId);
    expect(await bench.row(connectorId)).toMatchObject({ state: 'working', sent: 1, givenUp: 0 });
  });

  it('is sent again with the same ids when the worker is killed between sending and writing it down', async () => {
    const connectorId = await bench.langfuse(bench.receiver.url);
    await bench.decide();
    // The receiver has all six and is about to answer the last one.
    bench.receiver.next.push(...Array.from({ length: 5 }, () => ({ status: 200 })), 'hang');
    const child = bench.deliverApart(connectorId);
    const ended = once(child, 'exit');
    await vi.waitUntil(() => bench.receiver.received.length === 6, { timeout: 30_000, interval: 20 });
    child.kill('SIGKILL');
    await ended;
    const first = bench.receiver.json();
    expect(await bench.row(connectorId)).toMatchObject({ waiting: 1, sent: 0 });
    // Its lease protects it from being taken at once.
    await bench.deliver(connectorId);
    expect(bench.receiver.received).toHaveLength(6);
    await bench.letTimePass();
    await bench.deliver(connectorId);
    expect(bench.receiver.json().slice(6)).toEqual(first);
    expect(await bench.row(connectorId)).toMatchObject({ waiting: 0, sent: 1 });
  });

  it('is not ended by a worker whose lease ran out while another one sent it', async () => {
    const connectorId = await bench.langfuse(bench.receiver.url);
    await bench.decide();
    const taken = await takeDelivery(bench.projectId, connectorId);
    await bench.letTimePass();
    await bench.deliver(connectorId);
    expect(taken && (await endDelivery(taken, { state: 'given_up', problem: 'too late' }))).toBe(false);
    expect(await bench.row(connectorId)).toMatchObject({ sent: 1, givenUp: 0 });
  });
});
