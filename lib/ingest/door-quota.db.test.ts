import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeProjectSettings } from '@/lib/data/people/projects';
import { NO_QUOTA_SETTINGS } from '@/lib/domain/quota';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';
import { encodeTraces } from './encode-otlp';

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

const trace = (index: number) => index.toString(16).padStart(32, 'e');
const spans = (index: number, count: number) =>
  Array.from({ length: count }, (_, span) => ({ traceId: trace(index), spanId: (span + 1).toString(16).padStart(16, '0') }));

async function post(key: string, path: string, body: BodyInit, type: string) {
  const response = await fetch(`${bench.url}${path}`, { method: 'POST', headers: { 'x-api-key': key, 'content-type': type }, body });
  return { status: response.status, retryAfter: Number(response.headers.get('retry-after')), text: await response.text() };
}
const protobuf = (key: string, index: number, count: number) =>
  post(key, '/v1/traces', new Uint8Array(encodeTraces(spans(index, count))), 'application/x-protobuf');

it('a project over its quota is told to wait, in the words of its protocol; nothing of the batch is stored, and others go on', async () => {
  const { actor, key } = await bench.freshProject();
  await changeProjectSettings(actor, { quotas: { ...NO_QUOTA_SETTINGS, runsPerDay: 2 } });
  expect((await protobuf(key, 1, 3)).status).toBe(200);
  expect((await protobuf(key, 2, 3)).status).toBe(200);
  expect(await protobuf(key, 3, 1)).toMatchObject({
    status: 429,
    text: expect.stringMatching(/^\x08\x08\x12.+new runs per day is used up/s),
  });
  const json = await post(
    key,
    '/v1/traces',
    JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: spans(4, 1) }] }] }),
    'application/json',
  );
  expect(json).toMatchObject({ status: 429, text: expect.stringMatching(/^\{"code":8,"message":"The quota of 2 new runs/) });
  expect(json.retryAfter).toBeGreaterThan(0);
  const record = await post(key, '/api/v1/runs', '{"run_id":"r","output":"x"}', 'application/json');
  expect(record).toMatchObject({ status: 429, text: expect.stringMatching(/"code":"over_quota"/) });
  expect((await storedRuns(actor)).map(({ runId }) => runId)).toEqual([trace(1), trace(2)]);
  const other = await bench.freshProject();
  expect((await protobuf(other.key, 1, 3)).status).toBe(200);
});

it('spans are counted by the second: what is refused now is taken when the window is over', { timeout: 40_000 }, async () => {
  const { actor, key } = await bench.freshProject();
  await changeProjectSettings(actor, { quotas: { ...NO_QUOTA_SETTINGS, spansPerSecond: 1 } });
  expect((await protobuf(key, 1, 40)).status).toBe(200);
  let answer = await protobuf(key, 2, 1);
  // A window of ten seconds may just have begun when the first batch was taken at the end of the one before.
  if (answer.status === 200) answer = await protobuf(key, 3, 40).then(() => protobuf(key, 2, 1));
  expect(answer.status).toBe(429);
  expect(answer.retryAfter).toBeLessThanOrEqual(10);
  await new Promise((resolve) => setTimeout(resolve, answer.retryAfter * 1000 + 100));
  expect((await protobuf(key, 2, 1)).status).toBe(200);
});
