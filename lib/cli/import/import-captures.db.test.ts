import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { type CapturedRequest, capturedCases } from '@/lib/ingest/captured-requests';
import { storedRuns } from '@/lib/ingest/door-test-bench';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { type ImportTestBench, importTestBench } from './import-test-bench';
import { testFolder } from './test-folder';

const folder = testFolder();
let bench: ImportTestBench;
beforeAll(async () => {
  bench = await importTestBench(folder);
});
afterAll(async () => {
  await bench.close();
  folder.remove();
});

const unpacked = ({ headers, body }: CapturedRequest) => (headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body);
const requestsTo = (sdks: readonly string[], path: RegExp, type?: string) =>
  capturedCases(sdks)
    .flatMap(({ requests }) => requests)
    .filter((request) => path.test(request.path) && (type === undefined || (request.headers.get('content-type') ?? '').startsWith(type)));

/** What the same requests yield when they are sent as the SDKs sent them. */
async function replayed(requests: readonly CapturedRequest[]) {
  const { actor, key } = await bench.freshProject();
  for (const { path, headers, body } of requests) {
    const sent = new Headers(headers);
    sent.set('authorization', `Bearer ${key}`);
    expect((await fetch(bench.url + path, { method: 'POST', headers: sent, body: new Uint8Array(body) })).status).toBeLessThan(300);
  }
  return storedRuns(actor);
}

type Nested = { resourceSpans?: { scopeSpans?: { spans?: object[] }[] }[] };
const spansOf = (text: string) =>
  ((JSON.parse(text) as Nested).resourceSpans ?? []).flatMap(({ scopeSpans = [] }) => scopeSpans.flatMap(({ spans = [] }) => spans));

const PROTOBUF_SDKS = ['openinference-openai', 'openinference-langchain', 'traceloop', 'laminar', 'otel-sdk'];
const JSON_SDKS = ['otel-sdk', 'langfuse-v5', 'otel-sdk-1.x'];

describe.skipIf(sharedFolder() === null)('what SDKs really sent, brought in as files', () => {
  it('of a collector in protobuf becomes the runs that the requests become', async () => {
    const requests = requestsTo(PROTOBUF_SDKS, /\/v1\/traces$/, 'application/x-protobuf');
    expect(requests.length).toBeGreaterThan(30);
    const framed = requests.flatMap((request) => {
      const bytes = unpacked(request);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    });
    const { code, report, runs } = await bench.importing(['otlp', folder.file('captured.pb', Buffer.concat(framed))]);
    expect({ code, refusals: report.refusals }).toEqual({ code: 0, refusals: [] });
    expect(runs).toEqual(await replayed(requests));
  });

  it('of a collector in JSON becomes the runs that the requests become', async () => {
    const requests = requestsTo(JSON_SDKS, /\/v1\/traces$/, 'application/json');
    expect(requests.length).toBeGreaterThan(20);
    const path = folder.file('captured.jsonl', requests.map((request) => `${unpacked(request).toString('utf8')}\n`).join(''));
    const { report, runs } = await bench.importing(['otlp', path]);
    const direct = await replayed(requests);
    expect(runs).toEqual(direct);
    const spans = requests.flatMap((request) => spansOf(unpacked(request).toString('utf8')));
    expect(report.accepted + report.refused).toBe(spans.length);
  });

  it('of LangSmith as runs of an export has the steps that its batches have', async () => {
    const requests = requestsTo(['langsmith'], /\/runs\/batch$/);
    expect(requests.length).toBeGreaterThan(0);
    const runs = new Map<string, { [key: string]: Json }>();
    for (const request of requests) {
      const { post = [], patch = [] } = JSON.parse(unpacked(request).toString('utf8')) as {
        [kind: string]: { id: string; [key: string]: Json }[];
      };
      for (const run of [...post, ...patch]) runs.set(run.id, { ...runs.get(run.id), ...run });
    }
    const path = folder.file('runs.jsonl', [...runs.values()].map((run) => JSON.stringify(run)).join('\n'));
    const imported = await bench.importing(['langsmith', path]);
    expect(imported).toMatchObject({ code: 0, report: { accepted: runs.size, refused: 0 } });
    const steps = (views: typeof imported.runs) =>
      views.map(({ runId, steps: own }) => ({
        runId,
        steps: own.map(({ stepId, parentId, kind, name, input, output, status, startNs }) => ({
          stepId,
          parentId,
          kind,
          name,
          input,
          output,
          status,
          startNs,
        })),
      }));
    expect(steps(imported.runs)).toEqual(steps(await replayed(requests)));
  });

  it('to Phoenix as a saved page of spans is the run that it describes', async () => {
    const [request] = requestsTo(['phoenix-client'], /\/v1\/projects\/[^/]+\/spans$/);
    if (!request) throw new Error('the capture is not there');
    const [span] = (
      JSON.parse(request.body.toString('utf8')) as {
        data: { name: string; context: { trace_id: string }; attributes: { [key: string]: string } }[];
      }
    ).data;
    const { code, runs } = await bench.importing(['phoenix', folder.file('spans.json', request.body)]);
    expect(code).toBe(0);
    expect(runs).toMatchObject([
      { runId: span?.context.trace_id, steps: [{ kind: 'CHAIN', name: span?.name, input: span?.attributes['input.value'], status: 'ok' }] },
    ]);
  });
});
