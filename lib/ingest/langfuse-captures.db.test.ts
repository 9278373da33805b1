import { groupBy } from '@/lib/domain/group-by';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { listRunScores } from '@/lib/data/runs/run-scores';
import type { Actor } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import { parseContainer } from '@/lib/domain/json-container';
import { stableJson } from '@/lib/domain/stable-json';
import { type CapturedCase, type CapturedRequest, capturedCases } from './captured-requests';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';

interface PlainEvent {
  id: string;
  type: string;
  timestamp: string;
  body: { [field: string]: unknown };
}
interface PlainObservation {
  events: PlainEvent[];
  /** The last of the events that says something of the field. */
  last(field: string): unknown;
}

const cases = capturedCases(['langfuse-v3']);
const scored = capturedCases(['langfuse-v4', 'langfuse-v5']).filter(({ requests }) => requests.some(isBatch));
let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

function isBatch({ path }: CapturedRequest): boolean {
  return path === '/api/public/ingestion';
}

async function send({ key }: { key: string }, requests: readonly CapturedRequest[]): Promise<unknown[]> {
  const answers = [];
  for (const { method, path, headers, body } of requests) {
    const sent = new Headers(headers);
    sent.set('authorization', `Basic ${Buffer.from(`pk-lf-1:${key}`).toString('base64')}`);
    const init = method === 'GET' ? {} : { body: new Uint8Array(body) };
    const response = await fetch(`${bench.url}${path}`, { method, headers: sent, ...init });
    answers.push({ status: response.status, body: (await response.json()) as unknown });
  }
  return answers;
}

async function everything({ projectId }: Actor) {
  const runs = await storedRuns({ projectId } as Actor);
  const scores = await withProject(projectId, async (tx) => {
    const all = await Promise.resolve(tx.score.findMany({ where: { projectId }, orderBy: [{ scoreId: 'asc' }] }));
    return all.map(({ receivedAt: _, ...score }) => score);
  });
  return { runs, scores };
}

/** The batches as they stand in the files, read without the product. */
function eventsOf(captured: CapturedCase): PlainEvent[] {
  return captured.requests.filter(isBatch).flatMap(({ body }) => (JSON.parse(body.toString()) as { batch: PlainEvent[] }).batch);
}

function observationsOf(events: PlainEvent[]): Map<string, PlainObservation> {
  const byId = groupBy(
    events.filter(({ type }) => /^(span|generation|event)-/.test(type)),
    ({ body }) => String(body['id']),
  );
  return new Map(
    [...byId].map(([id, own]) => [
      id,
      { events: own, last: (field) => own.map(({ body }) => body[field]).findLast((value) => value !== undefined && value !== null) },
    ]),
  );
}

const ns = (time: unknown) => BigInt(Date.parse(String(time))) * 1_000_000n;
const extreme = (times: bigint[], isBetter: (a: bigint, b: bigint) => boolean) =>
  times.length === 0 ? null : times.reduce((a, b) => (isBetter(b, a) ? b : a));

describe.runIf(cases.length > 0)('batches of langfuse v3 come through the door whole', () => {
  it.each(cases.map((captured) => [captured.name, captured] as const))('%s', async (_name, captured) => {
    const project = await bench.freshProject();
    const answers = await send(project, captured.requests);
    const events = eventsOf(captured);
    captured.requests.forEach(({ body }, index) => {
      const ids = (JSON.parse(body.toString()) as { batch: PlainEvent[] }).batch.map(({ id }) => ({ id, status: 201 }));
      expect(answers[index]).toEqual({ status: 207, body: { successes: ids, errors: [] } });
    });
    const { runs, scores } = await everything(project.actor);
    const observations = observationsOf(events);
    const steps = runs.flatMap((run) => run.steps.map((step) => ({ run, step })));
    expect(steps.map(({ step }) => step.stepId).sort()).toEqual([...observations.keys()].sort());
    for (const { run, step } of steps) {
      const { events: own, last } = observations.get(step.stepId) as PlainObservation;
      const times = (field: string) => own.flatMap(({ body }) => (body[field] ? [ns(body[field])] : []));
      expect(run.runId).toBe(last('traceId'));
      expect(step.parentId).toBe(last('parentObservationId') ?? null);
      expect(step.name).toBe(last('name') ?? '');
      expect(step.startNs).toBe(extreme(times('startTime'), (a, b) => a < b));
      const ends = own[0]?.type === 'event-create' ? times('startTime') : times('endTime');
      expect(step.endNs).toBe(extreme(ends, (a, b) => a > b));
      const isError = last('level') === 'ERROR';
      expect(step.status).toBe(isError ? 'error' : step.endNs === null ? 'running' : 'ok');
      if (isError) expect(step.error).toBe(String(last('statusMessage')).split('\n')[0]);
      expect(step.facts.modelName).toBe(last('model'));
      expect(step.facts.promptId).toBe(last('promptName'));
      expect(step.kind === 'LLM').toBe(own.some(({ type }) => type.startsWith('generation')));
      comparesContent(step, last('input'), last('output'));
      comparesUsage(step.facts.usage, (last('usageDetails') ?? last('usage')) as Record<string, number> | undefined);
    }
    comparesTraces(runs, events);
    const sent = events.filter(({ type }) => type === 'score-create');
    expect(scores.map(({ scoreId }) => scoreId)).toEqual([...new Set(sent.map(({ body }) => String(body['id'])))].sort());
    for (const { body } of sent) await comparesScore(project.actor, body);
  });

  it.each(cases.map((captured) => [captured.name, captured] as const))(
    '%s twice, backwards and event by event is the same',
    async (_name, captured) => {
      const [straight, twice] = [await bench.freshProject(), await bench.freshProject()];
      await send(straight, captured.requests);
      const backwards = [...captured.requests].reverse();
      const single = captured.requests.flatMap((request) => {
        const { batch, metadata } = JSON.parse(request.body.toString()) as { batch: PlainEvent[]; metadata: unknown };
        return [...batch].reverse().map((event) => ({ ...request, body: Buffer.from(JSON.stringify({ batch: [event], metadata })) }));
      });
      await send(twice, backwards);
      await send(twice, captured.requests);
      const expected = await everything(straight.actor);
      expect(withoutProject(await everything(twice.actor))).toEqual(withoutProject(expected));
      const apart = await bench.freshProject();
      await send(apart, single);
      expect((await everything(apart.actor)).runs.map(contentOf)).toEqual(expected.runs.map(contentOf));
    },
  );
});

describe.runIf(scored.length > 0)('scores of langfuse v4 and v5 come before their spans and are found by the run', () => {
  it.each(scored.map((captured) => [`${captured.sdk}/${captured.name}`, captured] as const))('%s', async (_name, captured) => {
    const project = await bench.freshProject();
    await send(project, captured.requests);
    const sent = eventsOf(captured).filter(({ type }) => type === 'score-create');
    for (const { body } of sent) await comparesScore(project.actor, body);
  });
});

type Everything = Awaited<ReturnType<typeof everything>>;
function withoutProject({ runs, scores }: Everything) {
  return { runs, scores: scores.map(({ projectId: _, ...score }) => score) };
}

/** The place of an event in its batch is kept with it, so it differs when the batch is cut. */
function contentOf({ runId, declared, columns, steps, aliases }: Everything['runs'][number]) {
  return { runId, declared, columns, aliases, steps: steps.map(({ attributes: _, ...step }) => step) };
}

function comparesContent(
  { kind, input, output, facts }: Everything['runs'][number]['steps'][number],
  sentInput: unknown,
  sentOutput: unknown,
): void {
  const said = stableJson([input, output, facts.messages, facts.outputMessages] as Json);
  for (const text of [...textsOf(sentInput), ...textsOf(sentOutput)]) expect(isSaid(said, text), text).toBe(true);
  if (kind === 'RETRIEVAL')
    expect(facts.passages?.map(({ id, score }) => [id, score])).toEqual(
      (sentOutput as Sent[]).map(({ id, score, metadata }) => [id ?? metadata?.id, score ?? metadata?.score]),
    );
  const calls = JSON.stringify(sentOutput ?? null).match(/"function":\{"name":"[^"]+"/g) ?? [];
  if (kind === 'LLM') for (const call of calls) expect(JSON.stringify(facts.outputMessages)).toContain(call.replace('"function":{', ''));
}

interface Sent {
  id?: string;
  score?: number;
  metadata?: { id?: string; score?: number };
}

/** A text that is JSON may stand there as the value that it means. */
function isSaid(said: string, text: string): boolean {
  const value = /^[[{]/.test(text) ? (parseContainer(text) ?? null) : null;
  return said.includes(JSON.stringify(text).slice(1, -1)) || (value !== null && said.includes(stableJson(value)));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (value === null || typeof value !== 'object') return [];
  const { content, messages, role } = value as { content?: unknown; messages?: unknown; role?: unknown };
  return [...(role !== undefined && typeof content === 'string' && content ? [content] : []), ...textsOf(messages)];
}

function comparesUsage(
  usage: Everything['runs'][number]['steps'][number]['facts']['usage'],
  sent: Record<string, number> | undefined,
): void {
  if (sent === undefined) return;
  const total = sent['total'] ?? sent['totalTokens'];
  if (total !== undefined) expect((usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0)).toBe(total);
  else expect([usage?.inputTokens, usage?.outputTokens]).toEqual([sent['input'], sent['output']]);
  expect(usage?.cachedInputTokens).toBe(sent['input_cached_tokens'] ?? sent['input_cache_read']);
  expect(usage?.reasoningTokens).toBe(sent['output_reasoning_tokens'] ?? sent['output_reasoning']);
}

function comparesTraces(runs: Everything['runs'], events: PlainEvent[]): void {
  for (const run of runs) {
    const own = events.filter(({ type, body }) => type === 'trace-create' && body['id'] === run.runId);
    const last = (field: string) => own.map(({ body }) => body[field]).findLast((value) => value !== undefined && value !== null);
    expect([run.columns['name'] ?? undefined, run.columns['userId'] ?? undefined, run.columns['sessionId'] ?? undefined]).toEqual([
      last('name'),
      last('userId'),
      last('sessionId'),
    ]);
    expect(run.columns['tags']).toEqual([...new Set(own.flatMap(({ body }) => (body['tags'] as string[] | undefined) ?? []))].sort());
    expect((run.declared as { metadata?: object }).metadata ?? {}).toMatchObject((last('metadata') ?? {}) as object);
    const output = last('output');
    if (output !== undefined) expect((run.declared as { output?: unknown }).output).toEqual(output);
  }
}

async function comparesScore(actor: Actor, body: PlainEvent['body']): Promise<void> {
  const runs = await storedRuns(actor);
  const home = runs.find(
    ({ runId, columns }) => runId === body['traceId'] || (!body['traceId'] && columns['sessionId'] === body['sessionId']),
  );
  const found = await withProject(actor.projectId, (tx) => listRunScores(tx, actor.projectId, home?.runId ?? '', null));
  const [score, ...others] = found.filter(({ id }) => id === body['id']);
  expect(others).toEqual([]);
  expect(score).toMatchObject({
    name: body['name'],
    ...(typeof body['value'] === 'number' ? { number: body['value'] } : { label: body['value'] }),
  });
  expect([score?.comment, score?.target.stepId]).toEqual([body['comment'], body['observationId'] ?? undefined]);
  if (body['observationId']) expect(home?.steps.map(({ stepId }) => stepId)).toContain(body['observationId']);
}
