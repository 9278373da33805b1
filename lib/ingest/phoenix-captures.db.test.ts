import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { listRunScores } from '@/lib/data/runs/run-scores';
import { capturedCases } from './captured-requests';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';
import { drainInbox } from './drain-inbox';

const cases = capturedCases(['phoenix-client']);
/** Prompts are not kept here. */
const NOT_TAKEN = new Set(['/v1/prompts']);
let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

interface Annotation {
  span_id?: string;
  trace_id?: string;
  session_id?: string;
  document_position?: number;
  name: string;
  result: { score?: number; label?: string; explanation?: string };
}

describe.runIf(cases.length > 0)('requests of phoenix-client come through the door', () => {
  it.each(cases.map((captured) => [captured.name, captured] as const))('%s', async (_name, { requests }) => {
    const { actor, key } = await bench.freshProject();
    const taken = requests.filter(({ path }) => !NOT_TAKEN.has(path));
    for (const request of [...taken, ...taken]) {
      const sent = new Headers(request.headers);
      sent.set('authorization', `Bearer ${key}`);
      const init = request.method === 'GET' ? {} : { body: new Uint8Array(request.body) };
      const response = await fetch(`${bench.url}${request.path}`, { method: request.method, headers: sent, ...init });
      expect(response.status).toBe(request.path.endsWith('/spans') ? 202 : 200);
      if (request.path === '/arize_phoenix_version') expect(response.headers.get('x-phoenix-server-version')).toMatch(/^\d+\./);
    }
    const annotations = taken.flatMap(({ path, body }) =>
      path.includes('_annotations') ? (JSON.parse(body.toString()) as { data: Annotation[] }).data : [],
    );
    const [run] = await storedRuns(actor);
    const found = await withProject(actor.projectId, (tx) => listRunScores(tx, actor.projectId, run?.runId ?? '', null));
    const ofRun = annotations.filter(({ session_id: session }) => session === undefined);
    expect(found).toHaveLength(ofRun.length);
    for (const { span_id: stepId, trace_id: runId, document_position: position, name, result } of ofRun) {
      const score = found.find((one) => one.name === name && one.target.documentPosition === position);
      expect([score?.target.stepId, score?.target.runId]).toEqual([stepId, runId]);
      expect([score?.number, score?.label, score?.comment]).toEqual([result.score, result.label, result.explanation]);
    }
    const sessions = await withProject(actor.projectId, (tx) =>
      tx.score.findMany({ where: { projectId: actor.projectId, sessionId: { not: null } } }),
    );
    expect(sessions.map(({ sessionId }) => sessionId)).toEqual(annotations.flatMap(({ session_id: session }) => session ?? []));
  });
});

describe('gen_ai.evaluation.result', () => {
  const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
  const attribute = (key: string, value: string | number) => ({
    key,
    value: typeof value === 'number' ? { doubleValue: value } : { stringValue: value },
  });
  const record = (place: object, response?: string) => ({
    resourceLogs: [
      {
        scopeLogs: [
          {
            logRecords: [
              {
                timeUnixNano: '1795248000000000000',
                eventName: 'gen_ai.evaluation.result',
                ...place,
                attributes: [
                  attribute('gen_ai.evaluation.name', 'relevance'),
                  attribute('gen_ai.evaluation.score.value', 0.25),
                  attribute('gen_ai.evaluation.score.label', 'low'),
                  attribute('gen_ai.evaluation.explanation', 'off topic'),
                  ...(response === undefined ? [] : [attribute('gen_ai.response.id', response)]),
                ],
              },
            ],
          },
        ],
      },
    ],
  });
  const spans = {
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              {
                traceId: TRACE,
                spanId: '67f6740bbe1ddc3f',
                name: 'chat m',
                startTimeUnixNano: '1795247999000000000',
                endTimeUnixNano: '1795247999500000000',
                attributes: [attribute('gen_ai.operation.name', 'chat'), attribute('gen_ai.response.id', 'chatcmpl-9')],
              },
            ],
          },
        ],
      },
    ],
  };

  it.each([
    ['of a span', record({ traceId: TRACE, spanId: '67f6740bbe1ddc3f' }), { runId: TRACE, stepId: '67f6740bbe1ddc3f' }],
    ['of a trace', record({ traceId: TRACE }), { runId: TRACE }],
    ['of a response', record({}, 'chatcmpl-9'), { runId: TRACE }],
  ])('%s is one score, before or after the span and however often it comes', async (_what, body, target) => {
    const { actor, key } = await bench.freshProject();
    for (const [path, sent] of [
      ['/v1/logs', body],
      ['/v1/traces', spans],
      ['/v1/logs', body],
    ] as const) {
      const headers = { 'content-type': 'application/json', 'x-api-key': key };
      expect((await fetch(`${bench.url}${path}`, { method: 'POST', headers, body: JSON.stringify(sent) })).status).toBe(200);
    }
    await drainInbox({ projectId: actor.projectId });
    const scores = await withProject(actor.projectId, (tx) => listRunScores(tx, actor.projectId, TRACE, null));
    expect(scores).toHaveLength(1);
    expect(scores[0]).toMatchObject({
      name: 'relevance',
      number: 0.25,
      label: 'low',
      comment: 'off topic',
      target,
      at: '2026-11-21T08:00:00.000Z',
    });
  });
});
