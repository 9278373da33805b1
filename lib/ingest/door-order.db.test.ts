import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CapturedRequest, capturedCases } from './captured-requests';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';
import { drainInbox } from './drain-inbox';

const cases = capturedCases(['otel-sdk', 'otel-instrumentation-openai', 'openinference-manual', 'openinference-langchain']);

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

async function storedAfter(requests: readonly CapturedRequest[]): Promise<unknown> {
  const { actor, key } = await bench.freshProject();
  for (const { path, headers, body } of requests) {
    const sent = new Headers(headers);
    sent.set('x-api-key', key);
    const response = await fetch(`${bench.url}${path}`, { method: 'POST', headers: sent, body: new Uint8Array(body) });
    expect(response.status).toBe(200);
  }
  await drainInbox({ projectId: actor.projectId });
  return storedRuns(actor);
}

interface TraceJson {
  resourceSpans: { resource: unknown; scopeSpans: { scope: unknown; spans: unknown[] }[] }[];
}

/** A request per span, as a tracer would send that exports each span when it ends. */
function spanBySpan(request: CapturedRequest): CapturedRequest[] {
  if (
    !request.path.endsWith('/v1/traces') ||
    request.headers.get('content-type') !== 'application/json' ||
    request.headers.has('content-encoding')
  )
    return [request];
  const { resourceSpans } = JSON.parse(request.body.toString('utf8')) as TraceJson;
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) =>
      spans.map((span) => ({
        ...request,
        body: Buffer.from(JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope, spans: [span] }] }] })),
      })),
    ),
  );
}

const arbitrary = fc.constantFrom(...(cases.length > 0 ? cases : [null])).chain((captured) => {
  const pieces = captured?.requests.flatMap(spanBySpan) ?? [];
  return fc
    .tuple(fc.constant(captured), fc.shuffledSubarray(pieces, { minLength: pieces.length }), fc.subarray(pieces))
    .map(([of, order, again]) => ({ of, sent: [...order, ...again] }));
});

describe.runIf(cases.length > 0)('the order of arrival', () => {
  it('leaves no trace: shuffled, span by span, and with parts sent twice, the rows are the same', async () => {
    const expected = new Map<string, unknown>();
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ of, sent }) => {
        if (!of) return;
        const name = `${of.sdk}/${of.name}`;
        if (!expected.has(name)) expected.set(name, await storedAfter(of.requests));
        expect(await storedAfter(sent), name).toEqual(expected.get(name));
      }),
      { numRuns: 60 },
    );
  });
});
