import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeProjectSettings } from '@/lib/data/people/projects';
import { NO_QUOTA_SETTINGS } from '@/lib/domain/quota';
import { type DoorTestBench, doorTestBench, storedRuns } from './door-test-bench';
import { encodeTraces } from './encode-otlp';
import { freePort, type IngestChild, startIngestChild } from './ingest-child';

let bench: DoorTestBench;
let child: IngestChild;
beforeAll(async () => {
  bench = await doorTestBench();
  child = await startIngestChild(bench.appUrl, await freePort(), { COUNTERSIGN_INGEST_THREADS: '2' });
}, 60_000);
afterAll(async () => {
  await child.kill('SIGTERM');
  await bench.close();
});

const trace = (index: number) => index.toString(16).padStart(32, 'e');
/** Large enough for a thread. */
const spans = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    traceId: trace(Math.floor((from + index) / 10)),
    spanId: (from + index + 1).toString(16).padStart(16, '0'),
    attributes: { text: 'x'.repeat(1000) },
  }));
const post = (key: string, body: Buffer, type = 'application/x-protobuf') =>
  fetch(`${child.url}/v1/traces`, { method: 'POST', headers: { 'x-api-key': key, 'content-type': type }, body: new Uint8Array(body) });

describe('a large batch', () => {
  it('is stored by a thread of the process, and the same batch again changes nothing', async () => {
    const { actor, key } = await bench.freshProject();
    const answers = await Promise.all([0, 100, 200, 300].map((from) => post(key, encodeTraces(spans(from, 100)))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await post(key, encodeTraces(spans(0, 100)))).status).toBe(200);
    const runs = await storedRuns(actor);
    expect(runs.map(({ steps }) => steps.length)).toEqual(Array.from({ length: 40 }, () => 10));
  });

  it('loses the span that cannot be read and says so, and what is no OTLP is refused with 400', async () => {
    const { actor, key } = await bench.freshProject();
    const [first, ...rest] = spans(0, 60);
    const answer = await post(key, encodeTraces([{ ...(first as (typeof rest)[number]), traceId: '0'.repeat(32) }, ...rest]));
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).toString()).toContain('trace id is all zero');
    expect((await storedRuns(actor)).reduce((sum, { steps }) => sum + steps.length, 0)).toBe(59);
    expect((await post(key, Buffer.alloc(50_000, 0xff))).status).toBe(400);
  });

  it('is paid for out of the one quota that the door asks before it reads the next', async () => {
    const { actor, key } = await bench.freshProject();
    await changeProjectSettings(actor, { quotas: { ...NO_QUOTA_SETTINGS, runsPerDay: 5 } });
    expect((await post(key, encodeTraces(spans(0, 100)))).status).toBe(200);
    // What the first has brought too much is paid for by the next; then nothing is left.
    expect((await post(key, encodeTraces(spans(100, 100)))).status).toBe(200);
    const refused = await post(key, Buffer.from('not read at all'));
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(await storedRuns(actor)).toHaveLength(20);
  });
});

describe('a large call of another protocol', () => {
  const records = (from: number, count: number, text = 'x'.repeat(1000)) =>
    JSON.stringify(
      Array.from({ length: count }, (_, index) => ({ run_id: `R-${from + index}`, input: { question: text }, output: `Answer ${index}.` })),
    );
  const send = (key: string, body: string) =>
    fetch(`${child.url}/api/v1/runs`, { method: 'POST', headers: { 'x-api-key': key, 'content-type': 'application/json' }, body });

  it('is stored by a thread and answered in the words of its protocol', async () => {
    const { actor, key } = await bench.freshProject();
    const broken = records(0, 60).replace('"R-3"', '3');
    const answer = await send(key, broken);
    expect(answer.status).toBe(200);
    const said = (await answer.json()) as { accepted: number; rejected: unknown[] };
    expect([said.accepted, said.rejected.length]).toEqual([59, 1]);
    expect(await storedRuns(actor)).toHaveLength(59);
  });

  it('is refused with its problem when it is no JSON', async () => {
    const { key } = await bench.freshProject();
    const answer = await send(key, `[${'x'.repeat(50_000)}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ status: 400 });
  });
});
