import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyRow } from '@/lib/domain/drift/day-row';
import { DEFAULT_DRIFT_SETTINGS } from '@/lib/domain/drift/drift-settings';
import { addDays } from '@/lib/domain/drift/drift-windows';
import { QUIET_WORLD, simulateDays } from '@/lib/domain/drift/simulate-days';
import type { Actor } from '@/lib/domain/policy';
import { samplePlace } from '@/lib/domain/sample-share';
import { resetEnv } from '@/lib/env';
import { tellDrift } from '@/lib/worker/tell-drift';
import { createQueue } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { getDrift } from './drift';
import { decideAlarm, listAlarms, saveDriftSettings } from './drift-decide';
import { writeDayRows } from './drift-rows';
import { testDrift } from './drift-test';
import { catchingRules, listStoredQueues } from '@/lib/data/queues/stored-rules';

let db: TestDatabase;
let actor: Actor;
let received: { headers: IncomingMessage['headers']; body: string }[] = [];
let answers: number[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(answers.shift() ?? 200).end('told');
  });
});
beforeAll(async () => {
  process.env['COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS'] = '127.0.0.1';
  resetEnv();
  db = await testDatabase();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await db.close();
  server.close();
  delete process.env['COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS'];
  resetEnv();
});
beforeEach(async () => {
  actor = await db.createProject();
  received = [];
  answers = [];
});

const DAYS = 119;
const today = () => new Date().toISOString().slice(0, 10);
const DIMENSIONS = [
  { key: 'refusal', shares: { answered: 0.98, refused: 0.02 } },
  { key: 'finish', shares: { stop: 0.95, length: 0.05 } },
  { key: 'retrieval', shares: { used: 0.8, unused: 0.15, none: 0.05 } },
];

/** Four months that end yesterday, in the last week of which refusals have tripled on one route. */
async function fill(projectId: string, factor = 4) {
  const start = addDays(today(), -DAYS);
  const world = { ...QUIET_WORLD, runsPerDay: 300 };
  const span = { start, days: DAYS, seed: 3 };
  const refund = simulateDays(DIMENSIONS, world, { ...span, shift: { 'refusal:refused': factor }, shiftFrom: DAYS - 7 });
  const policy = simulateDays(DIMENSIONS, { ...world, runsPerDay: 3000 }, { ...span, seed: 4 });
  const rows = [...refund, ...policy].map(({ day, runs, counts }, index) => {
    const row = emptyRow(day, 'route', index < DAYS ? 'refund' : 'policy');
    return { ...row, counts, sums: { ...row.sums, runs } };
  });
  await withProject(projectId, async (tx) => {
    await tx.driftState.create({ data: { projectId, filledAt: new Date() } });
    await writeDayRows(tx, projectId, rows);
  });
}
const testAgain = async (projectId: string) => {
  await withProject(projectId, (tx) => tx.driftState.update({ where: { projectId }, data: { testedDay: null } }));
  return testDrift(projectId);
};

describe('the daily test', () => {
  it('raises one alarm where refusals have risen, opens an incident candidate, and says it once', async () => {
    await fill(actor.projectId);
    expect(await testDrift(actor.projectId)).toBe(1);
    expect(await testDrift(actor.projectId)).toBeNull();
    expect(await testAgain(actor.projectId)).toBe(0);
    const [alarm, ...others] = await listAlarms(actor);
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({
      dimension: 'refusal',
      slice: { kind: 'route', value: 'refund' },
      state: 'open',
      webhook: { state: 'none' },
    });
    expect(alarm?.summary).toMatch(/^Refusals \d\.\d % → \d+(\.\d)? % in route refund \(q [=<] 0\.0/);
    const incident = await withProject(actor.projectId, (tx) => tx.incident.findFirst({ where: { projectId: actor.projectId } }));
    expect(incident).toMatchObject({
      incidentId: alarm?.incidentId,
      status: 'candidate',
      cause: { by: 'drift', metric: 'refusal', slice: { route: 'refund' } },
    });
    expect((await getDrift(actor, {})).elsewhere).toMatchObject([{ dimension: 'refusal', slice: { value: 'refund' } }]);
  });

  it('raises none on quiet months, and none before old runs are counted', async () => {
    await fill(actor.projectId, 1);
    expect(await testDrift(actor.projectId)).toBe(0);
    const other = await db.createProject();
    expect(await testDrift(other.projectId)).toBeNull();
  });

  it('samples more of the slice for a time, the same runs as before among them, with the chance on the rule', async () => {
    const { projectId } = actor;
    const queueId = await createQueue(projectId, { name: 'audit-sample' });
    await withProject(projectId, (tx) =>
      tx.rule.create({
        data: { projectId, queueId, ordinal: 0, name: 'share', filter: { not: { environment: ['test'] } }, sample: 0.05, priority: 0 },
      }),
    );
    await fill(projectId);
    await testDrift(projectId);
    const [queue] = await withProject(projectId, (tx) => listStoredQueues(tx, projectId, 'audit-sample'));
    if (!queue) throw new Error('no queue');
    const caught = (route: string, environment = 'production') =>
      Array.from({ length: 500 }, (_, index) => `r${index}`).filter(
        (runId) => catchingRules(queue, subject(runId, route, environment)).length > 0,
      );
    const [refund, policy] = [new Set(caught('refund')), caught('policy')];
    const share = refund.size / 500;
    expect(share).toBeGreaterThan(0.18);
    expect(share).toBeLessThan(0.32);
    expect(policy.length).toBeGreaterThan(0);
    expect(policy.every((runId) => samplePlace(queue.queueId, runId) < 0.05 && refund.has(runId))).toBe(true);
    expect(caught('refund', 'test')).toEqual([]);
    expect(Math.max(...queue.rules.map(({ sample }) => sample))).toBe(0.25);
    await withProject(projectId, (tx) => tx.driftAlarm.updateMany({ where: { projectId }, data: { sampledUntil: new Date(0) } }));
    const [after] = await withProject(projectId, (tx) => listStoredQueues(tx, projectId, 'audit-sample'));
    expect(after?.rules).toHaveLength(1);
  });

  it('is muted with a reason by those who may, raised again when the mute is over, and ended when it is not seen for three days', async () => {
    await fill(actor.projectId);
    await testDrift(actor.projectId);
    const [alarm] = await listAlarms(actor);
    if (!alarm) throw new Error('no alarm');
    const reviewer = await db.createMember(actor, 'reviewer');
    await expect(decideAlarm(reviewer, alarm.alarmId, { state: 'muted', reason: 'no' })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(decideAlarm(actor, alarm.alarmId, { state: 'muted', reason: ' ' })).rejects.toMatchObject({ kind: 'invalid' });
    const stranger = await db.createProject();
    await expect(decideAlarm(stranger, alarm.alarmId, { state: 'muted', reason: 'x' })).rejects.toMatchObject({ kind: 'not_found' });
    await decideAlarm(actor, alarm.alarmId, { state: 'muted', reason: 'A new policy refuses more.' });
    expect(await testAgain(actor.projectId)).toBe(0);
    const { projectId } = actor;
    await withProject(projectId, (tx) => tx.driftAlarm.updateMany({ where: { projectId }, data: { mutedUntil: new Date(0) } }));
    await testAgain(projectId);
    expect((await listAlarms(actor))[0]).toMatchObject({ state: 'open', alarmId: alarm.alarmId });
    await withProject(projectId, (tx) => tx.driftDay.deleteMany({ where: { projectId } }));
    for (let day = 0; day < 3; day++) await testAgain(projectId);
    expect((await listAlarms(actor))[0]).toMatchObject({ state: 'ended' });
    await expect(decideAlarm(actor, alarm.alarmId, { state: 'muted', reason: 'late' })).rejects.toMatchObject({ code: 'alarm_ended' });
  });
});

describe('the webhook', () => {
  it('is told once, signed, and again after a failure with the same id', async () => {
    const { port } = server.address() as AddressInfo;
    const { projectId } = actor;
    await fill(projectId);
    const settings = { ...DEFAULT_DRIFT_SETTINGS, webhook_url: `http://127.0.0.1:${port}/hook` };
    await saveDriftSettings(actor, { settings, secret: 'a secret of the hook' });
    await testDrift(projectId);
    const [alarm] = await listAlarms(actor);
    const payload = { projectId, alarmId: alarm?.alarmId };
    answers = [503];
    await expect(tellDrift(payload)).rejects.toThrow('did not take it');
    expect((await listAlarms(actor))[0]?.webhook).toMatchObject({ state: 'waiting', error: expect.stringContaining('503') });
    await tellDrift(payload);
    await tellDrift(payload);
    expect(received).toHaveLength(2);
    const { headers, body } = received[1] ?? { headers: {}, body: '' };
    expect(headers['webhook-id']).toBe(received[0]?.headers['webhook-id']);
    const expected = createHmac('sha256', 'a secret of the hook')
      .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
      .digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(JSON.parse(body)).toMatchObject({
      type: 'drift.alarm_raised',
      data: { dimension: 'refusal', slice: { route: 'refund' }, incident_id: alarm?.incidentId },
    });
    expect((await listAlarms(actor))[0]?.webhook).toEqual({ state: 'sent', error: null });
  });

  it('never reaches an address that the installation does not allow', async () => {
    process.env['COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS'] = 'off';
    resetEnv();
    try {
      const { port } = server.address() as AddressInfo;
      await fill(actor.projectId);
      const settings = { ...DEFAULT_DRIFT_SETTINGS, webhook_url: `http://127.0.0.1:${port}/hook` };
      await saveDriftSettings(actor, { settings });
      await testDrift(actor.projectId);
      const [alarm] = await listAlarms(actor);
      await expect(tellDrift({ projectId: actor.projectId, alarmId: alarm?.alarmId })).rejects.toThrow('did not take it');
      expect(received).toEqual([]);
      expect((await listAlarms(actor))[0]?.webhook.error).toContain('private');
      await expect(saveDriftSettings(actor, { settings: { ...settings, webhook_url: 'ftp://x' } })).rejects.toMatchObject({
        kind: 'invalid',
      });
    } finally {
      process.env['COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS'] = '127.0.0.1';
      resetEnv();
    }
  });
});

function subject(runId: string, route: string, environment: string) {
  const nothing = { name: null, sessionId: null, userId: null, promptId: null, promptVersion: null, modelName: null };
  return {
    ...nothing,
    runId,
    route,
    environment,
    tags: [],
    codes: [],
    documentIds: [],
    risk: null,
    startedAt: new Date(),
    states: [],
    texts: [],
  };
}
