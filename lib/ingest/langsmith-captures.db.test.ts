import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getMedia } from '@/lib/data/ingest/media';
import { withProject } from '@/lib/data/database';
import { listRunScores } from '@/lib/data/runs/run-scores';
import { parseContainer } from '@/lib/domain/json-container';
import { mediaReferencesIn } from '@/lib/domain/media-reference';
import type { Json } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { type CapturedCase, type CapturedRequest, capturedCases } from './captured-requests';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';

type PlainRun = Record<string, unknown>;
interface Sent {
  /** Each run with everything that was sent of it, later requests over earlier ones. */
  runs: Map<string, PlainRun>;
  attachments: { runId: string; text: string }[];
  feedback: PlainRun[];
}

const cases = capturedCases(['langsmith']).filter(({ name }) => !name.endsWith('-otel'));
let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

async function send(key: string, requests: readonly CapturedRequest[]): Promise<{ status: number; body: unknown }[]> {
  const answers = [];
  for (const { method, path, headers, body } of requests) {
    const sent = new Headers(headers);
    sent.set('x-api-key', key);
    const response = await fetch(`${bench.url}${path}`, {
      method,
      headers: sent,
      ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
    });
    answers.push({ status: response.status, body: (await response.json()) as unknown });
  }
  return answers;
}

/** Read with the platform's own parser of forms, not with the product's. */
async function sentBy({ requests }: CapturedCase): Promise<Sent> {
  const sent: Sent = { runs: new Map(), attachments: [], feedback: [] };
  const add = (said: PlainRun) => {
    const id = String(said['id']);
    const before = sent.runs.get(id) ?? {};
    const [a, b] = [before, said].map(({ extra }) => (extra as { metadata?: object } | undefined)?.metadata);
    sent.runs.set(id, {
      ...before,
      ...said,
      extra: { ...(before['extra'] as object), ...(said['extra'] as object), metadata: { ...a, ...b } },
    });
  };
  for (const { method, path, headers, body } of requests) {
    const bytes = headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body;
    const json = () => JSON.parse(bytes.toString()) as PlainRun;
    if (path === '/runs/batch')
      for (const run of [...((json()['post'] as PlainRun[]) ?? []), ...((json()['patch'] as PlainRun[]) ?? [])]) add(run);
    else if (path === '/runs/multipart') {
      const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': headers.get('content-type') ?? '' } }).formData();
      const byRun = new Map<string, PlainRun>();
      for (const [name, value] of form) {
        const text = typeof value === 'string' ? value : await value.text();
        const [kind = '', id = '', field] = name.split('.');
        if (kind === 'attachment') sent.attachments.push({ runId: id, text });
        else
          byRun.set(`${kind} ${id}`, {
            ...byRun.get(`${kind} ${id}`),
            ...(field ? { [field]: JSON.parse(text) as unknown } : (JSON.parse(text) as PlainRun)),
          });
      }
      for (const run of byRun.values()) add(run);
    } else if (path === '/feedback') sent.feedback.push(json());
    else if (method === 'POST') add(json());
    else if (method === 'PATCH') add({ ...json(), id: path.split('/').at(-1) });
  }
  return sent;
}

const KINDS: Record<string, string> = {
  llm: 'LLM',
  tool: 'TOOL',
  retriever: 'RETRIEVAL',
  prompt: 'PROMPT',
  parser: 'PARSE',
  embedding: 'EMBEDDING',
};
const ms = (time: unknown) => (typeof time === 'number' ? time : Date.parse(String(time)));

describe.runIf(cases.length > 0)('requests of langsmith come through the door whole', () => {
  it.each(cases.map((captured) => [captured.name, captured] as const))('%s', async (_name, captured) => {
    const { actor, key } = await bench.freshProject(['ingest', 'read']);
    const answers = await send(key, captured.requests);
    answers.forEach(({ status }, index) => {
      const { path } = captured.requests[index] as CapturedRequest;
      expect(status, path).toBe(path === '/info' || path === '/feedback' ? 200 : 202);
    });
    const sent = await sentBy(captured);
    const runs = await storedRuns(actor);
    expect(runs.flatMap(({ steps }) => steps.map(({ stepId }) => stepId)).sort()).toEqual([...sent.runs.keys()].sort());
    for (const run of runs) {
      for (const step of run.steps) comparesStep(run.runId, step, sent.runs.get(step.stepId) as PlainRun);
      comparesRun(run, sent.runs.get(run.runId) as PlainRun);
    }
    for (const { runId, text } of sent.attachments) {
      const step = runs.flatMap(({ steps }) => steps).find(({ stepId }) => stepId === runId);
      const [reference] = mediaReferencesIn(JSON.stringify(step?.attributes));
      expect(Buffer.from((await getMedia(actor, reference?.id ?? '')).bytes).toString()).toBe(text);
    }
    for (const { id, run_id: runId, key: name, score, value, comment, correction } of sent.feedback) {
      const scores = await withProject(actor.projectId, (tx) => listRunScores(tx, actor.projectId, String(runId), null));
      const found = scores.filter((one) => one.id === id);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({
        name,
        who: 'human',
        comment,
        ...(score === undefined ? { label: value } : { number: Number(score) }),
      });
      expect(found[0]?.correction).toEqual(correction);
    }
  });

  it.each(cases.map((captured) => [captured.name, captured] as const))('%s backwards and twice is the same', async (_name, captured) => {
    const [straight, twice] = [await bench.freshProject(), await bench.freshProject()];
    await send(straight.key, captured.requests);
    await send(twice.key, [...captured.requests].reverse());
    await send(twice.key, captured.requests);
    expect(await storedRuns(twice.actor)).toEqual(await storedRuns(straight.actor));
  });
});

type StoredRun = Awaited<ReturnType<typeof storedRuns>>[number];

function comparesStep(runId: string, step: StoredRun['steps'][number], sent: PlainRun): void {
  expect(runId).toBe(sent['trace_id']);
  expect(step.parentId).toBe(sent['parent_run_id'] ?? null);
  expect(step.name).toBe(sent['name']);
  expect(Number(step.startNs) / 1e6).toBeCloseTo(ms(sent['start_time']), -0.5);
  expect(Math.round(Number(step.endNs) / 1e6)).toBe(ms(sent['end_time']));
  const error = sent['error'] as string | undefined;
  expect([step.status, step.error]).toEqual(error ? ['error', error.split('\n')[0]] : ['ok', null]);
  const kind = KINDS[String(sent['run_type'])];
  if (kind) expect(step.kind).toBe(kind);
  else expect(['CHAIN', 'AGENT', 'PARSE', 'ROUTE', 'VALIDATION', 'FALLBACK']).toContain(step.kind);
  if (kind === 'LLM') comparesModel(step, sent);
  if (kind === 'RETRIEVAL') {
    const documents = Object.values(sent['outputs'] as Record<string, Document[]>)[0] as Document[];
    expect(step.facts.passages?.map(({ id, content, score }) => [id, content, score])).toEqual(
      documents.map(({ id, metadata, page_content: a, pageContent: b }) => [
        id ?? metadata['id'] ?? metadata['source'],
        a ?? b,
        metadata['score'],
      ]),
    );
  }
  const said = stableJson([step.input, step.output, step.facts as Json]);
  if (kind !== 'PROMPT')
    for (const text of [...leaves(sent['inputs']), ...leaves(sent['outputs'])]) expect(isSaid(said, text), text).toBe(true);
}

interface Document {
  id?: string;
  metadata: Record<string, unknown>;
  page_content?: string;
  pageContent?: string;
}

function comparesModel({ facts }: StoredRun['steps'][number], { inputs, outputs, extra }: PlainRun): void {
  const metadata = (extra as { metadata: Record<string, unknown> }).metadata;
  const usage = ((outputs as PlainRun | undefined)?.['usage_metadata'] ?? metadata['usage_metadata']) as Record<string, number> | undefined;
  if (usage) expect([facts.usage?.inputTokens, facts.usage?.outputTokens]).toEqual([usage['input_tokens'], usage['output_tokens']]);
  expect(facts.provider).toBe(metadata['ls_provider']);
  expect([facts.modelName, facts.requestModel]).toContain(metadata['ls_model_name']);
  const temperature = (inputs as PlainRun)['temperature'] ?? metadata['ls_temperature'];
  expect(facts.parameters?.['temperature']).toBe(temperature);
  expect(facts.messages?.length ?? 0).toBeGreaterThan(0);
  if (outputs && Object.keys(outputs).length > 0) expect(facts.outputMessages?.length ?? 0).toBeGreaterThan(0);
  const calls = [...JSON.stringify(outputs ?? null).matchAll(/"name":"(lookup_policy|get_claim_history|estimate_repair)"/g)].map(
    ([, name]) => name,
  );
  for (const name of calls) expect(JSON.stringify(facts.outputMessages)).toContain(`"name":"${name}"`);
}

function comparesRun(run: StoredRun, root: PlainRun): void {
  const metadata = (root['extra'] as { metadata: Record<string, unknown> }).metadata;
  const { name, sessionId, userId, environment, release, tags } = run.columns;
  expect([name, sessionId, userId, environment, release]).toEqual([
    root['name'],
    metadata['session_id'] ?? metadata['thread_id'] ?? null,
    metadata['user_id'] ?? null,
    metadata['ls_environment'] ?? null,
    metadata['revision_id'] ?? null,
  ]);
  expect(tags).toEqual([...new Set((root['tags'] as string[] | undefined) ?? [])].sort());
  expect((run.declared as { metadata: object }).metadata).toMatchObject(
    Object.fromEntries(['tenant', 'ticket'].flatMap((name) => (name in metadata ? [[name, metadata[name]]] : []))),
  );
  expect(run.isRootEnded).toBe(true);
}

/** Texts of messages and of values, wherever they stand. */
function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (value === null || typeof value !== 'object') return [];
  const { content } = value as { content?: unknown };
  return [...(typeof content === 'string' && content ? [content] : []), ...Object.values(value).flatMap(leaves)];
}

function isSaid(said: string, text: string): boolean {
  const value = parseContainer(text);
  return said.includes(JSON.stringify(text).slice(1, -1)) || (value !== undefined && said.includes(stableJson(value)));
}
