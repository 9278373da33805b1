import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject, withProjectSql } from '@/lib/data/database';
import type { Actor } from '@/lib/domain/policy';
import { capturedCases } from '@/lib/ingest/captured-requests';
import { type DoorTestBench, doorTestBench, sendCaptured, storedRuns } from '@/lib/ingest/door-test-bench';
import { settleRun } from '@/lib/worker/settle-run';
import { renormaliseAll } from './renormalise-command';

/** Tracers whose own HTTP calls are kept as records. */
const TRACERS = ['braintrust', 'helicone', 'langfuse-v3', 'langsmith', 'openai-agents', 'opik', 'posthog', 'weave'];
const everything = { runIds: null, since: null, isDryRun: false };

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

/** What a source that read nothing would have stored: the records are there, and nothing of what they say. */
async function damage({ projectId }: Actor): Promise<void> {
  const isTold = `NOT EXISTS (SELECT FROM step_io o WHERE o.project_id = $1::uuid AND o.run_id = s.run_id AND o.step_id = s.step_id
    AND o.attributes ? 'otel.span.kind')`;
  await withProjectSql(projectId, async (client) => {
    await client.query(
      `UPDATE step_io s SET input = NULL, output = NULL, events = '[]' WHERE s.project_id = $1::uuid AND NOT s.attributes ? 'otel.span.kind'`,
      [projectId],
    );
    await client.query(
      `UPDATE step s SET kind = 'EVENT', source_kind = NULL, name = 'unread', parent_id = NULL, start_ns = NULL, end_ns = NULL, status = 'unset',
         error = 'unread', model_name = NULL, facts = CASE WHEN facts ? 'losses' THEN jsonb_build_object('losses', facts->'losses') ELSE '{}' END,
         content_hash = '\\x00' WHERE s.project_id = $1::uuid AND ${isTold}`,
      [projectId],
    );
    await client.query(
      `UPDATE run SET declared = '{}', declared_ranks = '{}', name = NULL, session_id = NULL, user_id = NULL, environment = NULL, release = NULL,
         tags = '{}' WHERE project_id = $1::uuid`,
      [projectId],
    );
    await client.query('DELETE FROM run_alias WHERE project_id = $1::uuid', [projectId]);
  });
}

async function settleAll({ projectId }: Actor, runIds: readonly string[]): Promise<void> {
  await withProject(projectId, (tx) =>
    tx.run.updateMany({ where: { projectId }, data: { lastStepAt: new Date(Date.now() - 3_600_000), isRootEnded: true } }),
  );
  for (const runId of runIds) await settleRun({ projectId, runId });
}

const revisionsOf = ({ projectId }: Actor) =>
  withProject(projectId, (tx) =>
    tx.runRevision.findMany({ where: { projectId }, orderBy: [{ runId: 'asc' }, { seq: 'asc' }], select: { runId: true, revision: true } }),
  );

describe("countersign renormalise, runs that came by a tracer's own calls", () => {
  for (const tracer of TRACERS) {
    const cases = capturedCases([tracer]);
    it.skipIf(cases.length === 0)(`reads all of ${tracer} again from what was kept of it, once`, { timeout: 120_000 }, async () => {
      const { actor, key } = await bench.freshProject();
      for (const captured of cases) await sendCaptured(bench.url, captured, key);
      const runIds = (await storedRuns(actor)).map(({ runId }) => runId);
      expect(runIds.length).toBeGreaterThan(0);
      await settleAll(actor, runIds);
      const fresh = await storedRuns(actor);
      await damage(actor);
      await settleAll(actor, runIds);
      expect((await storedRuns(actor)).flatMap(({ steps }) => steps.map(({ name }) => name))).toContain('unread');
      expect(await renormaliseAll(actor, everything)).toMatchObject({ read: fresh.length, failed: 0 });
      await settleAll(actor, runIds);
      (await storedRuns(actor)).forEach((run, index) => {
        expect(run).toEqual(fresh[index]);
      });
      const revisions = await revisionsOf(actor);
      expect(new Set(revisions.map(({ revision }) => revision)).size).toBe(2 * fresh.length);
      expect(await renormaliseAll(actor, everything)).toEqual({ read: fresh.length, changed: 0, changedSteps: 0, failed: 0 });
      await settleAll(actor, runIds);
      expect(await revisionsOf(actor)).toEqual(revisions);
    });
  }
});

it('reads what the attributes of a posted record say again, and leaves what the record said itself', async () => {
  const { actor, key } = await bench.freshProject();
  const attributes = { 'openinference.span.kind': 'LLM', 'llm.model_name': 'm', 'llm.token_count.prompt': 7, 'output.value': 'said' };
  const steps = [
    { step_id: 'a', name: 'claims' },
    { step_id: 'b', parent_id: 'a', name: 'answer', attributes },
    { step_id: 'c', parent_id: 'a', kind: 'TOOL', input: { q: 1 }, error: 'no such file\nat line 3', attributes: { 'error.type': 'io' } },
  ];
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  await fetch(`${bench.url}/api/v1/runs`, { method: 'POST', headers, body: JSON.stringify({ run_id: 'r-1', session_id: 's-1', steps }) });
  const before = await storedRuns(actor);
  expect(await renormaliseAll(actor, everything)).toEqual({ read: 1, changed: 0, changedSteps: 0, failed: 0 });
  await withProjectSql(actor.projectId, async (client) => {
    const of = [actor.projectId, 'b'];
    await client.query(
      `UPDATE step SET kind = 'CHAIN', facts = '{}', model_name = NULL, content_hash = '\\x00' WHERE project_id = $1::uuid AND step_id = $2`,
      of,
    );
    await client.query('UPDATE step_io SET output = NULL WHERE project_id = $1::uuid AND step_id = $2', of);
  });
  expect(await renormaliseAll(actor, everything)).toEqual({ read: 1, changed: 1, changedSteps: 1, failed: 0 });
  expect((await storedRuns(actor))[0]?.steps).toEqual(before[0]?.steps);
  expect((await storedRuns(actor))[0]?.declared).toEqual(before[0]?.declared);
});

describe('what a trace says of itself', () => {
  const TRACE = 'ab'.repeat(16);
  const at = '2026-11-21T08:00:00.000Z';
  const post = async (key: string, path: string, body: object) => {
    const headers = { 'content-type': 'application/json', 'x-api-key': key };
    expect((await fetch(`${bench.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).ok).toBe(true);
  };
  const traceOfLangfuse = {
    batch: [
      {
        id: 'e1',
        type: 'trace-create',
        timestamp: at,
        body: { id: TRACE, name: 'claims', userId: 'u-1', tags: ['a'], metadata: { k: 1 } },
      },
    ],
  };
  const traceOfAgents = { data: [{ object: 'trace', id: 'trace_1', workflow_name: 'claims', group_id: 's-1' }] };
  const attributes = [
    { key: 'session.id', value: { stringValue: 's-1' } },
    { key: 'tag.tags', value: { arrayValue: { values: [{ stringValue: 'b' }] } } },
    { key: 'openinference.span.kind', value: { stringValue: 'CHAIN' } },
  ];
  const spans = [{ traceId: TRACE, spanId: 'cd'.repeat(8), name: 'chain', startTimeUnixNano: '1795248000000000000', attributes }];
  const ofSpans = { resourceSpans: [{ scopeSpans: [{ spans }] }] };

  it.each<[string, [string, object][]]>([
    ['a trace of Langfuse of which no step came', [['/api/public/ingestion', traceOfLangfuse]]],
    ['a trace of OpenAI Agents of which no step came', [['/v1/traces/ingest', traceOfAgents]]],
    [
      'a trace of Langfuse whose steps came as spans',
      [
        ['/api/public/ingestion', traceOfLangfuse],
        ['/v1/traces', ofSpans],
      ],
    ],
  ])('stays: %s', async (_name, calls) => {
    const { actor, key } = await bench.freshProject();
    for (const [path, body] of calls) await post(key, path, body);
    const before = await storedRuns(actor);
    expect(before).toHaveLength(1);
    expect(await renormaliseAll(actor, everything)).toEqual({ read: 1, changed: 0, changedSteps: 0, failed: 0 });
    expect(await storedRuns(actor)).toEqual(before);
    await withProjectSql(actor.projectId, (client) =>
      client.query(`UPDATE run SET declared = '{}', declared_ranks = '{}' WHERE project_id = $1::uuid`, [actor.projectId]),
    );
    expect(await renormaliseAll(actor, everything)).toMatchObject({ read: 1, changed: 1 });
    expect((await storedRuns(actor)).map(({ declared }) => declared)).toEqual(before.map(({ declared }) => declared));
  });
});
