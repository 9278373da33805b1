import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { getRun } from '@/lib/data/runs/run-detail';
import { settleRun } from '@/lib/worker/settle-run';
import { capturedCases } from './captured-requests';
import { type DoorTestBench, doorTestBench } from './door-test-bench';

const cases = capturedCases([
  'otel-sdk',
  'otel-sdk-1.x',
  'openinference-anthropic',
  'openinference-langchain',
  'openinference-manual',
  'openinference-openai',
  'openinference-vercel',
  'otel-instrumentation-openai',
]).filter(({ name }) => !/^(partial|retry|rejected|split)/.test(name));

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

async function settled(name: string) {
  const captured = cases.find((one) => `${one.sdk}/${one.name}` === name);
  const { actor, key } = await bench.freshProject();
  for (const { path, headers, body } of captured?.requests ?? []) {
    const sent = new Headers(headers);
    sent.set('x-api-key', key);
    await fetch(`${bench.url}${path}`, { method: 'POST', headers: sent, body: new Uint8Array(body) });
  }
  const { projectId } = actor;
  const runs = await withProject(projectId, async (tx) => {
    await tx.run.updateMany({ where: { projectId }, data: { lastStepAt: new Date(Date.now() - 3_600_000) } });
    return tx.run.findMany({ where: { projectId }, orderBy: { startedAt: 'asc' } });
  });
  for (const { runId } of runs) await settleRun({ projectId, runId });
  return Promise.all(runs.map(({ runId }) => getRun(actor, runId)));
}

describe.runIf(cases.length > 0)('runs of published SDKs, settled', () => {
  it.each(cases.map(({ sdk, name }) => [`${sdk}/${name}`]))('%s is put together and checked', async (name) => {
    const runs = await settled(name);
    expect(runs.length).toBeGreaterThan(0);
    for (const { evaluatedAt, revision, record } of runs) {
      expect([evaluatedAt !== null, revision !== null]).toEqual([true, true]);
      expect(record.steps.length).toBeGreaterThan(0);
    }
  });

  it('openinference-openai/error: the rejected call, of which no span was sent, is known from the error of its caller', async () => {
    const [run] = await settled('openinference-openai/error');
    expect(run?.record.steps.map(({ kind, mark, status }) => [kind, mark, status])).toContainEqual(['LLM', 'recovered', 'error']);
    expect(run?.findings.filter(({ code }) => code === 'model_call_failed').map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^Model call \(openai\) failed, and the tracer sent no span of it: 400 /),
    ]);
    expect(run?.summary.stepCount).toBe(run?.record.steps.filter(({ mark }) => mark !== 'recovered').length);
  });

  const ANSWER = /Only|The fence is covered only if/;
  it.each([
    'otel-sdk/rag-json',
    'otel-sdk-1.x/rag-proto',
    'openinference-openai/rag',
    'openinference-langchain/rag',
    'openinference-vercel/rag',
    'otel-instrumentation-openai/rag',
  ])('%s shows question, answer, passages, model and tokens', async (name) => {
    const [run] = await settled(name);
    const { facts, passages } = run?.record ?? { facts: {}, passages: [] };
    expect(JSON.stringify(facts.input)).toContain('Is storm damage to a garden fence covered');
    expect(JSON.stringify(facts.output)).toMatch(ANSWER);
    expect(facts.modelName).toMatch(/^gpt-4o-mini/);
    expect(facts.usage?.inputTokens).toBeGreaterThan(100);
    if (name !== 'otel-instrumentation-openai/rag' && name !== 'openinference-vercel/rag') {
      expect(passages.map(({ id }) => id).length).toBe(4);
      expect(passages[0]?.content).toMatch(/^Section 4.5 Storm/);
    }
  });
});
