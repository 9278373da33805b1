import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { STEP_KINDS } from '@/lib/domain/run/run';
import { callSurface } from './call-surface';
import { helicone } from './helicone';
import { langfuseIngestion } from './langfuse-ingestion';
import { rereadObservation } from './langfuse-records';
import { multipartParts } from './langsmith-multipart';
import { langsmithRest } from './langsmith-rest';
import { openaiAgents } from './openai-agents';
import { opik } from './opik';
import { phoenix } from './phoenix';
import { posthog } from './posthog';
import { blankStep } from './told-step';
import { weave } from './weave';

const WORD = 'constructor';
const at = '2026-01-01T00:00:00Z';

describe('a kind that is the name of something that every object has', () => {
  it.each([
    [
      'weave',
      () => callSurface(weave, 'POST', '/call/start', { start: { id: 'a', trace_id: 't', op_name: 'o', attributes: { kind: WORD } } }),
    ],
    [
      'helicone',
      () =>
        callSurface(helicone, 'POST', '/custom/v1/log', {
          providerRequest: { json: { _type: WORD } },
          providerResponse: { json: {} },
          timing: {},
        }),
    ],
    ['opik', () => callSurface(opik, 'POST', '/v1/private/spans', { id: 's', trace_id: 't', type: WORD })],
    [
      'openai-agents',
      () =>
        callSurface(openaiAgents, 'POST', '/v1/traces/ingest', {
          data: [{ object: 'trace.span', id: 's', trace_id: 't', span_data: { type: WORD } }],
        }),
    ],
    [
      'posthog',
      () =>
        callSurface(posthog, 'POST', '/batch', { batch: [{ event: '$ai_span', properties: { $ai_trace_id: 't', $ai_span_type: WORD } }] }),
    ],
    [
      'phoenix',
      () =>
        callSurface(phoenix, 'POST', '/v1/projects/p/spans', {
          data: [
            {
              context: { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16) },
              span_kind: WORD,
              status_code: WORD,
              start_time: at,
              end_time: at,
            },
          ],
        }),
    ],
  ])('is no kind of ours: %s', (_source, call) => {
    const [step] = call().runs.flatMap(({ steps }) => steps);
    expect(STEP_KINDS).toContain(step?.kind);
    expect(['ok', 'unset', 'running']).toContain(step?.status);
  });

  it('is nobody who judges', () => {
    const body = { scores: [{ id: 't', name: 'n', value: 1, source: WORD }] };
    expect(callSurface(opik, 'PUT', '/v1/private/traces/feedback-scores', body).scores?.[0]?.who).toBe('api');
  });
});

it.each([
  () => callSurface(opik, 'PATCH', '/v1/private/traces/%E0%A4%A', { name: 'n' }),
  () => callSurface(opik, 'PUT', '/v1/private/traces/%E0%A4%A/feedback-scores', { name: 'n', value: 1 }),
  () => callSurface(phoenix, 'POST', '/v1/projects/%E0%A4%A/spans', { data: [] }),
])('an address with a wrong escape is refused for good', (call) => {
  expect(call).toThrow(expect.objectContaining({ kind: 'invalid' }));
});

it('packed parts of a multipart body have one bound together', () => {
  const packed = gzipSync(Buffer.alloc(30 * 1024 * 1024));
  const part = (name: string) =>
    Buffer.concat([
      Buffer.from(`--B\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Encoding: gzip\r\n\r\n`),
      packed,
      Buffer.from('\r\n'),
    ]);
  const body = Buffer.concat([part('post.a'), part('post.b'), part('post.c'), Buffer.from('--B--')]);
  expect(() => multipartParts('multipart/form-data; boundary=B', body)).toThrow(expect.objectContaining({ status: 413 }));
});

it('a key that every object inherits is a key like any other where records are laid over each other', () => {
  const metadata = JSON.parse('{"__proto__": {"a": 1}, "constructor": {"b": 2}}') as object;
  const of = (id: string, timestamp: string) => ({
    id,
    type: 'span-create',
    timestamp,
    body: { id: 's', traceId: 't', startTime: at, metadata },
  });
  const [run] = callSurface(langfuseIngestion, 'POST', '/api/public/ingestion', { batch: [of('1', at), of('2', at)] }).runs;
  const [first, second] = run?.steps ?? [];
  const told = rereadObservation({ ...blankStep('s', { ...first?.attributes, ...second?.attributes }) });
  expect(JSON.stringify(told.attributes)).toContain('"__proto__":{"a":1}');
  const post = JSON.parse(`{"id": "${'a'.repeat(8)}", "name": "n", "start_time": "${at}", "__proto__": {"inputs": "not said"}}`) as object;
  const [step] = callSurface(langsmithRest, 'POST', '/ls/runs', post).runs.flatMap(({ steps }) => steps);
  expect(step?.input).toBeNull();
});
