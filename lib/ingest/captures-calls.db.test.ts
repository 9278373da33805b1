import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { listRunScores } from '@/lib/data/runs/run-scores';
import type { Actor } from '@/lib/domain/policy';
import { type CapturedCase, type CapturedRequest, capturedCases } from './captured-requests';
import { type DoorTestBench, doorTestBench, type StoredRunView, storedRuns } from './door-test-bench';
import { drainInbox } from './drain-inbox';

type Record_ = { [key: string]: unknown };

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

const casesOf = (sdk: string) => capturedCases([sdk]).map((captured) => [captured.name, captured] as const);
const isHere = capturedCases(['braintrust']).length > 0;
const SESSION = 'sess-claims-7741';

/** Sent as recorded, with our key where theirs was; what they did not want to hear fails the test. */
async function sent({ requests }: CapturedCase): Promise<{ actor: Actor; runs: StoredRunView[] }> {
  const { actor, key } = await bench.freshProject();
  for (const { method, path, headersWith, body, recordedStatus } of requests) {
    const response = await fetch(`${bench.url}${path}`, {
      method,
      headers: headersWith(key),
      ...(method === 'GET' ? {} : { body: bodyWith(key, path, body) }),
    });
    expect([path, response.status]).toEqual([path, recordedStatus]);
  }
  await drainInbox({ projectId: actor.projectId });
  return { actor, runs: await storedRuns(actor) };
}

function bodyWith(key: string, path: string, body: Buffer): Uint8Array<ArrayBuffer> {
  return path === '/batch/' ? new Uint8Array(gzipSync(JSON.stringify({ ...jsonOf(body), api_key: key }))) : new Uint8Array(body);
}

function jsonOf(body: Buffer): Record_ {
  return JSON.parse((body[0] === 0x1f ? gunzipSync(body) : body).toString()) as Record_;
}

const listIn = (requests: readonly CapturedRequest[], field: string): Record_[] =>
  requests.flatMap(({ body }) => (body.length === 0 ? [] : ((jsonOf(body)[field] ?? []) as Record_[])));
const scoresOf = ({ projectId }: Actor, runId: string) => withProject(projectId, (tx) => listRunScores(tx, projectId, runId, null));
const millisecondsOf = (ns: bigint | null | undefined) => (ns == null ? null : Number(ns / 1000n) / 1000);

describe.runIf(isHere)('rows of the Braintrust SDK become whole runs', () => {
  it.each(casesOf('braintrust'))('%s', async (name, captured) => {
    const { actor, runs } = await sent(captured);
    const rows = listIn(captured.requests, 'rows');
    const starts = new Map(rows.filter((row) => row['created'] && row['span_id']).map((row) => [row['span_id'], row]));
    const steps = runs.flatMap((run) => run.steps);
    expect(steps.map(({ stepId }) => stepId).sort()).toEqual([...starts.keys()].sort());
    for (const step of steps) {
      const of = rows.filter((row) => row['id'] === starts.get(step.stepId)?.['id']);
      const metrics = Object.assign({}, ...of.map((row) => row['metrics'] ?? {})) as {
        start: number;
        end: number;
        time_to_first_token?: number;
        estimated_cost?: number;
      };
      expect(millisecondsOf(step.startNs)).toBeCloseTo(metrics.start * 1000, 2);
      expect(millisecondsOf(step.endNs)).toBeCloseTo(metrics.end * 1000, 2);
      expect(step.facts.costUsd).toBe(metrics.estimated_cost);
      if (metrics.time_to_first_token !== undefined)
        expect(step.facts.timeToFirstTokenMs).toBeCloseTo(metrics.time_to_first_token * 1000, 6);
      expect(Object.keys(step.attributes).filter((key) => key.startsWith('braintrust.row.'))).toHaveLength(
        of.filter((row) => row['span_id']).length,
      );
    }
    for (const run of runs) if (name !== 'slow') expect(run.columns['sessionId']).toBe(SESSION);
    if (name !== 'manual') return;
    const scores = await scoresOf(actor, runs[0]?.runId ?? '');
    expect(scores.map(({ name: of, number, who }) => [of, number, who]).sort()).toEqual([
      ['comment', undefined, 'human'],
      ['correctness', 1, 'human'],
      ['expected', undefined, 'human'],
      ['groundedness', 0.75, 'api'],
      ['tone', 0.5, 'human'],
    ]);
    expect(runs[0]?.columns['tags']).toEqual(['claims', 'household', 'pilot', 'reviewed']);
  });
});

describe.runIf(isHere)('items of the OpenAI Agents SDK become whole runs', () => {
  it.each(casesOf('openai-agents'))('%s', async (_name, captured) => {
    const { runs } = await sent(captured);
    const items = listIn(captured.requests, 'data');
    for (const run of runs) {
      const trace = items.find(({ id }) => id === run.runId);
      expect(run.columns).toMatchObject({ name: trace?.['workflow_name'], sessionId: trace?.['group_id'] ?? null });
      for (const step of run.steps) {
        const span = items.find(({ id }) => id === step.stepId) as Record_;
        expect(step.attributes['openai_agents.span']).toEqual(span);
        expect(millisecondsOf(step.startNs)).toBe(Date.parse(String(span['started_at'])));
        const answer = ((span['span_data'] as Record_)['output'] as Record_[] | undefined)?.[0];
        if (step.kind === 'LLM' && answer) {
          expect(step.facts.systemFingerprint).toBe(answer['system_fingerprint']);
          expect(step.facts.usage?.inputTokens).toBe((answer['usage'] as Record_)['prompt_tokens']);
        }
      }
    }
  });
});

describe.runIf(isHere)('calls of Opik, PostHog, Weave and Helicone become whole runs', () => {
  it.each(casesOf('opik'))('Opik: %s', async (_name, captured) => {
    const { actor, runs } = await sent(captured);
    const [trace] = listIn(captured.requests, 'traces');
    const runId = String(trace?.['id']);
    expect(runs).toMatchObject([
      {
        runId,
        isRootEnded: true,
        columns: { name: trace?.['name'], sessionId: trace?.['thread_id'], tags: ['claims', 'household', 'pilot'] },
      },
    ]);
    const root = runs[0]?.steps.find(({ stepId }) => stepId === runId);
    expect([root?.input, root?.output]).toEqual([trace?.['input'], trace?.['output']]);
    const said = listIn(captured.requests, 'scores').map(({ name, value, category_name, reason }) => [name, value, category_name, reason]);
    const kept = (await scoresOf(actor, runId)).map(({ name, number, label, comment }) => [name, number, label, comment]);
    expect(kept.sort()).toEqual(said.sort());
  });

  it.each(casesOf('posthog'))('PostHog: %s', async (_name, captured) => {
    const { actor, runs } = await sent(captured);
    const events = listIn(captured.requests, 'batch') as { event: string; uuid: string; timestamp: string; properties: Record_ }[];
    for (const { event, uuid, timestamp, properties } of events) {
      const runId = String(properties['$ai_trace_id']);
      if (event === '$ai_feedback')
        expect(await scoresOf(actor, runId)).toMatchObject([{ id: uuid, comment: properties['$ai_feedback_text'], who: 'human' }]);
      const step = runs.find((run) => run.runId === runId)?.steps.find(({ stepId }) => stepId === uuid);
      if (event !== '$ai_generation') continue;
      expect(millisecondsOf(step?.endNs)).toBe(Date.parse(timestamp));
      expect(Number((step?.endNs ?? 0n) - (step?.startNs ?? 0n)) / 1e9).toBeCloseTo(Number(properties['$ai_latency']), 6);
      expect(step?.facts.parameters?.['temperature']).toBe((properties['$ai_model_parameters'] as Record_)['temperature']);
      expect(step?.facts.toolDefinitions?.length).toBe((properties['$ai_tools'] as unknown[] | undefined)?.length);
    }
  });

  it.each(casesOf('weave'))('Weave: %s', async (_name, captured) => {
    const { runs } = await sent(captured);
    const records = listIn(captured.requests, 'batch').map(({ req }) => Object.values(req as Record_)[0] as Record_);
    for (const step of runs.flatMap((run) => run.steps)) {
      const call = Object.assign({}, ...records.filter(({ id }) => id === step.stepId)) as Record_;
      expect([millisecondsOf(step.startNs), millisecondsOf(step.endNs)]).toEqual([
        Date.parse(String(call['started_at'])),
        Date.parse(String(call['ended_at'])),
      ]);
      expect(String(call['op_name'])).toContain(`/op/${step.name}:`);
      if (step.kind === 'LLM') expect(step.facts.parameters?.['seed']).toBe((call['inputs'] as Record_)['seed']);
      else expect(step.output).toEqual(call['output'] ?? null);
    }
  });

  it.each(casesOf('helicone').filter(([name]) => name === 'manual'))('Helicone: %s', async (_name, captured) => {
    const { runs } = await sent(captured);
    expect(runs).toMatchObject([{ runId: SESSION, columns: { sessionId: SESSION, userId: 'adjuster-118' } }]);
    const retrieval = runs[0]?.steps.find(({ kind }) => kind === 'RETRIEVAL');
    const answered = captured.requests.map(({ body }) => (jsonOf(body)['providerResponse'] as Record_)['json'] as Record_);
    const matches = answered.flatMap(
      ({ metadata }) => ((metadata as Record_ | undefined)?.['matches'] ?? []) as { id: string; score: number }[],
    );
    expect(retrieval?.facts.passages?.map(({ id, score }) => ({ id, score }))).toEqual(matches);
  });
});
