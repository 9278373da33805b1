import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST } from '@/app/api/v1/runs/route';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

const JSON_TYPE = { 'content-type': 'application/json' };
type Answer = { status: number; body: { accepted?: number; rejected?: object[]; code?: string; detail?: string } };

/** At the route of the web port and at the door: the same contract. */
const doors: [string, (body: BodyInit, headers: Record<string, string>) => Promise<Answer>][] = [
  [
    'the web route',
    async (body, headers) =>
      answerOf(await POST(new Request('http://localhost/api/v1/runs', { method: 'POST', headers, body }), { params: Promise.resolve({}) })),
  ],
  ['the ingest door', async (body, headers) => answerOf(await fetch(`${bench.url}/api/v1/runs`, { method: 'POST', headers, body }))],
];
async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

describe.each(doors)('POST /api/v1/runs at %s', (_name, post) => {
  it('takes one record, a list, lines, and gzip; what is accepted is committed', async () => {
    const { actor, key } = await bench.freshProject();
    const auth = { authorization: `Bearer ${key}` };
    expect(await post(JSON.stringify({ run_id: 'one', output: 'x' }), { ...auth, ...JSON_TYPE })).toEqual({
      status: 200,
      body: { accepted: 1, rejected: [] },
    });
    expect(
      await post(JSON.stringify({ runs: [{ run_id: 'two', output: { total: 12345678901234567890n.toString() } }, { run_id: 'three' }] }), {
        ...auth,
        ...JSON_TYPE,
      }),
    ).toMatchObject({
      status: 200,
      body: { accepted: 1, rejected: [{ index: 1, run_id: 'three', code: 'nothing_to_check', path: '/output' }] },
    });
    expect(
      await post('{"run_id":"four","output":12345678901234567890}\n{"run_id":"five","output":"y"}', {
        ...auth,
        'content-type': 'application/x-ndjson',
      }),
    ).toMatchObject({ body: { accepted: 2 } });
    expect(
      await post(new Uint8Array(gzipSync('{"run_id":"six","output":"z"}')), { ...auth, ...JSON_TYPE, 'content-encoding': 'gzip' }),
    ).toMatchObject({ body: { accepted: 1 } });
    const stored = await storedRuns(actor);
    expect(stored.map(({ runId }) => runId)).toEqual(['five', 'four', 'one', 'six', 'two']);
    expect(stored.find(({ runId }) => runId === 'four')?.declared).toEqual({ output: '12345678901234567890' });
  });

  it('takes the same record again as the same run, and one with the same id as its new state', async () => {
    const { actor, key } = await bench.freshProject();
    const headers = { 'x-api-key': key, ...JSON_TYPE };
    for (const output of ['a', 'a', 'b'])
      expect(await post(JSON.stringify({ run_id: 'r', output, steps: [{ step_id: 's', output }] }), headers)).toMatchObject({
        status: 200,
        body: { accepted: 1 },
      });
    expect(
      await post(
        JSON.stringify({
          runs: [
            { run_id: 'r', output: 'c' },
            { run_id: 'r', output: 'd' },
          ],
        }),
        headers,
      ),
    ).toMatchObject({ body: { accepted: 2 } });
    expect(await storedRuns(actor)).toMatchObject([{ runId: 'r', declared: { output: 'd' }, steps: [] }]);
  });

  it('refuses what cannot be read at all as a problem that says what to do', async () => {
    const { key } = await bench.freshProject();
    const headers = { 'x-api-key': key, ...JSON_TYPE };
    expect(await post('{"run_id":', headers)).toMatchObject({
      status: 400,
      body: { code: 'malformed', detail: expect.stringMatching(/not JSON/) },
    });
    expect(await post(`{"run_id":"r","output":${'['.repeat(100_000)}`, headers)).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/nested deeper/) },
    });
    expect(await post('x', { 'x-api-key': key, 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await post('{"runs":{}}', headers)).toMatchObject({ status: 422 });
    expect(
      await post(new Uint8Array(gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20))), { ...headers, 'content-encoding': 'gzip' }),
    ).toMatchObject({ status: 413 });
    expect(await post('{}', JSON_TYPE)).toMatchObject({ status: 401 });
    expect(await post('{}', { ...headers, 'x-api-key': (await bench.freshProject(['read'])).key })).toMatchObject({ status: 403 });
  });

  it('refuses a record for what is in it, never the batch: depth, numbers, ids, NUL in ids', async () => {
    const { actor, key } = await bench.freshProject();
    const lines = [
      `{"run_id":"deep","output":${'['.repeat(130)}${']'.repeat(130)}}`,
      '{"run_id":"huge","output":1e400}',
      `{"run_id":"${'x'.repeat(400_000)}","output":1}`,
      '{"run_id":"a\\u0000b","output":1}',
      '{"run_id":"ok","output":"a\\u0000b","metadata":{"__proto__":{"polluted":true}}}',
      '{"run_id":"ok","run_id":"ok2","output":1}',
    ];
    const { body } = await post(lines.join('\n'), { 'x-api-key': key, 'content-type': 'application/x-ndjson' });
    expect(body).toMatchObject({
      accepted: 2,
      rejected: [
        { index: 0, code: 'too_deep' },
        { index: 1, code: 'number_too_large', path: '/output' },
        { index: 2, code: 'too_big', path: '/run_id' },
        { index: 3, code: 'invalid_id', path: '/run_id' },
      ],
    });
    expect((await storedRuns(actor)).map(({ runId, declared }) => [runId, JSON.stringify(declared)])).toEqual([
      [
        'ok',
        expect.stringMatching(/"output":"a\ufffdb".*"__proto__":\{"polluted":true\}|"__proto__":\{"polluted":true\}.*"output":"a\ufffdb"/),
      ],
      ['ok2', '{"output":1}'],
    ]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
