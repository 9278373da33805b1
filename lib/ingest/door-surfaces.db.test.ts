import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { listRunScores } from '@/lib/data/runs/run-scores';
import type { Actor } from '@/lib/domain/policy';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';
import { drainInbox } from './drain-inbox';

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

const post = (path: string, body: unknown, headers: { [name: string]: string } = {}) =>
  fetch(`${bench.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const scoresOf = ({ projectId }: Actor, runId: string) => withProject(projectId, (tx) => listRunScores(tx, projectId, runId, null));
const waitingIn = ({ projectId }: Actor) => withProject(projectId, (tx) => tx.inbox.count({ where: { projectId } }));

describe('a key in the body', () => {
  const event = {
    event: '$ai_generation',
    uuid: 'u1',
    distinct_id: 'p',
    timestamp: '2026-03-01T10:00:00Z',
    properties: { $ai_trace_id: 'trace-1', $ai_model: 'small' },
  };

  it('is enough, packed or not', async () => {
    const { actor, key } = await bench.freshProject();
    const packed = new Uint8Array(gzipSync(JSON.stringify({ api_key: key, batch: [event] })));
    const response = await fetch(`${bench.url}/batch/`, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body: packed });
    expect([response.status, await response.json()]).toEqual([200, { status: 1 }]);
    expect((await post('/batch/', { api_key: key, batch: [event] })).status).toBe(200);
    expect(await storedRuns(actor)).toMatchObject([{ runId: 'trace-1', source: 'posthog', steps: [{ stepId: 'u1', kind: 'LLM' }] }]);
  });

  it.each([
    ['another key', { api_key: 'cs_unknown_key', batch: [] }],
    ['none', { batch: [event] }],
    ['no JSON at all', 'x'],
  ])('is refused with %s', async (_what, body) => {
    expect((await post('/batch/', body)).status).toBe(401);
  });

  it('is not looked for where no SDK puts one', async () => {
    const { key } = await bench.freshProject();
    expect((await post('/logs3', { api_key: key, rows: [] })).status).toBe(401);
  });
});

describe('parts that name a step and not its run', () => {
  const root = 'aabbccddeeff00112233445566778801';
  const row = {
    id: 'row1',
    span_id: 'span1',
    root_span_id: root,
    span_attributes: { name: 'lookup', type: 'task' },
    metrics: { start: 1772359200, end: 1772359201 },
    scores: { right: 0.5 },
  };
  const feedback = { id: 'row1', _is_merge: true, scores: { right: 1 }, tags: ['reviewed'], _audit_source: 'app' };

  it.each([
    ['before', [row, feedback]],
    ['after', [feedback, row]],
    ['with', [[feedback, row]]],
  ])('are bound to the run that came %s them', async (_when, order) => {
    const { actor, key } = await bench.freshProject();
    for (const rows of order) {
      const response = await post('/logs3', { rows: [rows].flat(), api_version: 2 }, { authorization: `Bearer ${key}` });
      expect(response.status).toBe(200);
    }
    await drainInbox({ projectId: actor.projectId });
    const [run] = await storedRuns(actor);
    expect(run).toMatchObject({ runId: root, columns: { tags: ['reviewed'], name: 'lookup' }, steps: [{ stepId: 'span1', status: 'ok' }] });
    expect(await scoresOf(actor, root)).toMatchObject([{ id: 'row1 right', name: 'right', number: 1, who: 'human' }]);
  });

  it('wait for a run that has not come, and are kept', async () => {
    const { actor, key } = await bench.freshProject();
    const end = { mode: 'end', req: { end: { id: 'call-1', ended_at: '2026-03-01T10:00:02Z', output: 'A' } } };
    const start = {
      mode: 'start',
      req: { start: { id: 'call-1', trace_id: 'trace-w', op_name: 'lookup', started_at: '2026-03-01T10:00:00Z', inputs: { arg0: 'Q' } } },
    };
    const basic = { authorization: `Basic ${Buffer.from(`api:${key}`).toString('base64')}` };
    expect((await post('/call/upsert_batch', { batch: [end] }, basic)).status).toBe(200);
    expect(await storedRuns(actor)).toEqual([]);
    expect(await waitingIn(actor)).toBe(1);
    expect((await post('/call/upsert_batch', { batch: [start] }, basic)).status).toBe(200);
    await drainInbox({ projectId: actor.projectId });
    expect(await storedRuns(actor)).toMatchObject([
      { runId: 'trace-w', isRootEnded: true, steps: [{ stepId: 'call-1', input: 'Q', output: 'A', status: 'ok' }] },
    ]);
    expect(await waitingIn(actor)).toBe(0);
  });
});

it('takes a key with no word before it, and beside the key of a model', async () => {
  const { actor, key } = await bench.freshProject();
  const traces = { traces: [{ id: '01a1fc43-0000-7000-8000-000000000001', name: 'lookup', start_time: '2026-03-01T10:00:00Z' }] };
  expect((await post('/opik/api/v1/private/traces/batch', traces, { authorization: key })).status).toBe(204);
  const line = {
    providerRequest: { url: 'x', json: { model: 'small', messages: [] } },
    providerResponse: { status: 200, json: {} },
    timing: {},
  };
  expect((await post('/custom/v1/log', line, { authorization: 'Bearer sk-of-the-model', 'helicone-auth': `Bearer ${key}` })).status).toBe(
    200,
  );
  expect((await storedRuns(actor)).map(({ source }) => source).sort()).toEqual(['helicone', 'opik']);
});
