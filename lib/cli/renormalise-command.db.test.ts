import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withProject, withProjectSql } from '@/lib/data/database';
import { changeProjectSettings } from '@/lib/data/people/projects';
import { forgetStepKindRules } from '@/lib/data/ingest/step-kind-rules';
import type { Actor } from '@/lib/domain/policy';
import { capturedCases } from '@/lib/ingest/captured-requests';
import { type DoorTestBench, doorTestBench, sendCaptured, storedRuns } from '@/lib/ingest/door-test-bench';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { RECORDED } from '@/lib/ingest/replay/tracers-page';
import { settleRun } from '@/lib/worker/settle-run';
import { renormaliseAll } from './renormalise-command';

const cases = capturedCases(Object.keys(RECORDED));
const everything = { runIds: null, since: null, isDryRun: false };

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

const TRACE = 'aa'.repeat(16);
const ROOT = 'bb'.repeat(8);
async function sendTrace(key: string): Promise<void> {
  const spans = [
    { traceId: TRACE, spanId: ROOT, name: 'clause-lookup', startNs: 1n, endNs: 9n },
    { traceId: TRACE, spanId: 'cc'.repeat(8), parentSpanId: ROOT, name: 'extract terms', startNs: 2n, endNs: 3n },
    {
      traceId: TRACE,
      spanId: 'dd'.repeat(8),
      parentSpanId: ROOT,
      name: 'chat m',
      startNs: 3n,
      endNs: 4n,
      attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'm', 'gen_ai.usage.input_tokens': 7, 'session.id': 's-1' },
    },
  ];
  const body = new Uint8Array(encodeTraces(spans));
  await fetch(`${bench.url}/v1/traces`, { method: 'POST', headers: { 'x-api-key': key, 'content-type': 'application/x-protobuf' }, body });
}

const revisionsOf = ({ projectId }: Actor) =>
  withProject(projectId, (tx) =>
    tx.runRevision.findMany({ where: { projectId }, orderBy: { seq: 'asc' }, select: { seq: true, revision: true } }),
  );
/** Nothing came for an hour. */
const rest = ({ projectId }: Actor) =>
  withProject(projectId, (tx) => tx.run.updateMany({ where: { projectId }, data: { lastStepAt: new Date(Date.now() - 3_600_000) } }));

describe('countersign renormalise', () => {
  it.runIf(cases.length > 0)(
    'reads what was stored by this version as it is stored: nothing changes, whatever sent it',
    async () => {
      const { actor, key } = await bench.freshProject();
      for (const captured of cases) await sendCaptured(bench.url, captured, key);
      const before = await storedRuns(actor);
      expect(before.length).toBeGreaterThan(100);
      const sum = await renormaliseAll(actor, everything);
      const after = await storedRuns(actor);
      after.forEach((run, index) => {
        expect(run).toEqual(before[index]);
      });
      expect(sum).toEqual({ read: before.length, changed: 0, changedSteps: 0, failed: 0 });
    },
    240_000,
  );

  it('puts right what an older version had read otherwise, as a new revision, once', async () => {
    const { actor, key } = await bench.freshProject();
    await sendTrace(key);
    const right = await storedRuns(actor);
    await rest(actor);
    await settleRun({ projectId: actor.projectId, runId: TRACE });
    await withProjectSql(actor.projectId, (client) =>
      client.query(
        `UPDATE step SET kind = 'CHAIN', facts = '{}', model_name = NULL, content_hash = '\\x00' WHERE project_id = $1::uuid AND run_id = $2 AND step_id = $3`,
        [actor.projectId, TRACE, 'dd'.repeat(8)],
      ),
    );
    await withProjectSql(actor.projectId, (client) =>
      client.query(`UPDATE run SET source = 'otel' WHERE project_id = $1::uuid`, [actor.projectId]),
    );
    await rest(actor);
    await settleRun({ projectId: actor.projectId, runId: TRACE });
    expect(await renormaliseAll(actor, { ...everything, isDryRun: true })).toEqual({ read: 1, changed: 1, changedSteps: 1, failed: 0 });
    expect((await storedRuns(actor))[0]?.steps.map(({ kind }) => kind)).not.toContain('LLM');
    expect(await renormaliseAll(actor, everything)).toEqual({ read: 1, changed: 1, changedSteps: 1, failed: 0 });
    const [run] = await storedRuns(actor);
    expect([run?.steps, run?.declared, run?.source]).toEqual([right[0]?.steps, right[0]?.declared, right[0]?.source]);
    expect(run?.source).not.toBe('otel');
    await rest(actor);
    await settleRun({ projectId: actor.projectId, runId: TRACE });
    const revisions = await revisionsOf(actor);
    expect(new Set(revisions.map(({ revision }) => revision)).size).toBe(2);
    expect(await renormaliseAll(actor, everything)).toEqual({ read: 1, changed: 0, changedSteps: 0, failed: 0 });
  });

  it('gives steps the kinds that the project has set for their names, as the door does for new ones', async () => {
    const { actor, key } = await bench.freshProject();
    await sendTrace(key);
    const kinds = async () => (await storedRuns(actor))[0]?.steps.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['CHAIN', 'CHAIN', 'LLM']);
    await changeProjectSettings(actor, {
      stepKinds: [
        { name: 'extract*', kind: 'PARSE' },
        { name: 'chat*', kind: 'TOOL' },
      ],
    });
    forgetStepKindRules(actor.projectId);
    expect(await renormaliseAll(actor, everything)).toMatchObject({ changed: 1, changedSteps: 1 });
    expect(await kinds()).toEqual(['CHAIN', 'PARSE', 'LLM']);
    const other = await bench.freshProject();
    await changeProjectSettings(other.actor, { stepKinds: [{ name: 'extract*', kind: 'VALIDATION' }] });
    forgetStepKindRules(other.actor.projectId);
    await sendTrace(other.key);
    expect((await storedRuns(other.actor))[0]?.steps.map(({ kind }) => kind)).toEqual(['CHAIN', 'VALIDATION', 'LLM']);
  });

  it('names the runs that cannot be read and goes on', async () => {
    const { actor, key } = await bench.freshProject();
    await sendTrace(key);
    const complained = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await renormaliseAll(actor, { ...everything, runIds: ['nobody', TRACE] })).toEqual({
      read: 1,
      changed: 0,
      changedSteps: 0,
      failed: 1,
    });
    expect(complained).toHaveBeenCalledWith('nobody: there is no such run');
    complained.mockRestore();
  });
});
