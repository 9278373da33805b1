import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DoorTestBench, doorTestBench, storedRuns } from '@/lib/ingest/door-test-bench';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { exampleDecision, REVIEWED } from './example-decision';
import { otlp } from './otlp';

let door: DoorTestBench;
beforeAll(async () => {
  door = await doorTestBench();
});
afterAll(() => door.close());

describe('a review that comes back through our own door', () => {
  it.each(['protobuf', 'json'] as const)('stands in the run that it judged, once however often it is sent (%s)', async (encoding) => {
    const { actor, key } = await door.freshProject();
    const headers = { authorization: `Bearer ${key}` };
    const traced = encodeTraces([
      { ...REVIEWED, name: 'answer', startNs: 10n, endNs: 20n, attributes: { 'gen_ai.operation.name': 'chat' } },
    ]);
    const type = { 'content-type': 'application/x-protobuf' };
    expect(
      (await fetch(`${door.url}/v1/traces`, { method: 'POST', headers: { ...headers, ...type }, body: new Uint8Array(traced) })).status,
    ).toBe(200);
    const settings = otlp.settings.parse({ url: door.url, encoding });
    const plan = otlp.plan(exampleDecision(), settings, `authorization: Bearer ${key}`);
    if ('notApplicable' in plan) throw new Error(plan.notApplicable);
    for (const call of [...plan.calls, ...plan.calls]) {
      const response = await fetch(call.url, { method: call.method, headers: call.headers, body: call.body as Uint8Array<ArrayBuffer> });
      expect(response.status).toBe(200);
      const answer = {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      };
      expect(otlp.hiddenRefusal?.(call, answer, settings)).toBeNull();
    }
    const runs = await storedRuns(actor);
    expect(runs.map(({ runId }) => runId)).toEqual([REVIEWED.traceId]);
    const steps = runs[0]?.steps ?? [];
    expect(steps.map(({ stepId }) => stepId).sort()).toEqual([REVIEWED.spanId, 'c0ffee0000000001']);
    const review = steps.find(({ stepId }) => stepId === 'c0ffee0000000001');
    expect(review).toMatchObject({ kind: 'REVIEW', parentId: REVIEWED.spanId, facts: { links: [REVIEWED] } });
    expect(review?.facts.scores).toContainEqual(
      expect.objectContaining({ name: 'human_review', label: 'corrected', value: 0, explanation: 'Net and gross were mixed up. Größe ✓' }),
    );
    const judged = steps.find(({ stepId }) => stepId === REVIEWED.spanId);
    expect(judged?.events.map(({ name }) => name)).toEqual(Array(4).fill('gen_ai.evaluation.result'));
    expect(judged?.facts.scores).toContainEqual(expect.objectContaining({ name: 'claim_support', label: 'partly', value: 0.5 }));
  });
});
