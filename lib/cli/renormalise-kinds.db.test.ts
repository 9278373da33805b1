import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetStepKindRules } from '@/lib/data/ingest/step-kind-rules';
import { changeProjectSettings } from '@/lib/data/people/projects';
import type { Actor } from '@/lib/domain/policy';
import type { StepKindRule } from '@/lib/domain/step-kind-rule';
import { RECORDED } from '@/lib/ingest/replay/tracers-page';
import { capturedCases } from '@/lib/ingest/captured-requests';
import { type DoorTestBench, doorTestBench, sendCaptured, type StoredRunView, storedRuns } from '@/lib/ingest/door-test-bench';
import { renormaliseAll } from './renormalise-command';

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

async function set(actor: Actor, stepKinds: StepKindRule[]): Promise<void> {
  await changeProjectSettings(actor, { stepKinds });
  forgetStepKindRules(actor.projectId);
}
const everything = { runIds: null, since: null, isDryRun: false };
/** Every plain step inside a run is one. */
const ALL_PLAIN: StepKindRule[] = [{ name: '*', kind: 'FALLBACK' }];

const kinds = (runs: readonly StoredRunView[]) =>
  runs.flatMap(({ runId, steps }) => steps.map(({ stepId, kind, parentId }) => ({ runId, stepId, kind, isRoot: parentId === null })));

describe('kinds by name, as the project has set them', () => {
  for (const sdk of Object.keys(RECORDED)) {
    const cases = capturedCases([sdk]);
    it.skipIf(cases.length === 0)(`go for ${sdk}, for new runs and for those that are read again`, { timeout: 120_000 }, async () => {
      const [setBefore, setAfter] = [await bench.freshProject(), await bench.freshProject()];
      await set(setBefore.actor, ALL_PLAIN);
      await set(setAfter.actor, []);
      for (const captured of cases) {
        await sendCaptured(bench.url, captured, setBefore.key);
        await sendCaptured(bench.url, captured, setAfter.key);
      }
      const unnamed = await storedRuns(setAfter.actor);
      await set(setAfter.actor, ALL_PLAIN);
      await renormaliseAll(setAfter.actor, everything);
      const before = kinds(await storedRuns(setBefore.actor));
      expect(kinds(await storedRuns(setAfter.actor))).toEqual(before);
      expect(before.filter(({ kind, isRoot }) => kind === 'CHAIN' && !isRoot)).toEqual([]);
      await set(setAfter.actor, []);
      await renormaliseAll(setAfter.actor, everything);
      expect(kinds(await storedRuns(setAfter.actor))).toEqual(kinds(unnamed));
    });
  }

  /** Of tracers that were recorded without a plain step inside a run. */
  const POSTED: { [tracer: string]: { path: string; body: object; headers?: { [name: string]: string } } } = {
    opik: {
      path: '/api/v1/private/spans/batch',
      body: {
        spans: [
          {
            id: 'sp-1',
            trace_id: 'tr-1',
            name: 'parse terms',
            type: 'general',
            start_time: '2026-01-01T00:00:00Z',
            end_time: '2026-01-01T00:00:01Z',
          },
        ],
      },
    },
    posthog: {
      path: '/batch/',
      body: {
        batch: [
          {
            event: '$ai_span',
            distinct_id: 'd',
            timestamp: '2026-01-01T00:00:01Z',
            properties: {
              $ai_trace_id: 'tr-2',
              $ai_span_id: 'sp-2',
              $ai_parent_id: 'tr-2',
              $ai_span_name: 'parse terms',
              $ai_latency: 0.1,
            },
          },
        ],
      },
    },
    helicone: {
      path: '/custom/v1/log',
      headers: { 'helicone-session-id': 'tr-3', 'helicone-session-path': 'parse terms' },
      body: {
        providerRequest: { url: 'custom-model-nopath', json: { _type: 'data' }, meta: {} },
        providerResponse: { status: 200, headers: {}, json: {} },
        timing: { startTime: { seconds: 1767225600, milliseconds: 0 }, endTime: { seconds: 1767225601, milliseconds: 0 } },
      },
    },
    phoenix: {
      path: '/v1/projects/demo/spans',
      body: {
        data: [
          {
            name: 'parse terms',
            context: { trace_id: 'aa'.repeat(16), span_id: 'bb'.repeat(8) },
            span_kind: 'CHAIN',
            parent_id: 'cc'.repeat(8),
            start_time: '2026-01-01T00:00:00Z',
            end_time: '2026-01-01T00:00:01Z',
          },
        ],
      },
    },
    'a posted record': {
      path: '/api/v1/runs',
      body: {
        run_id: 'tr-5',
        steps: [
          { step_id: 'root', name: 'claims' },
          { step_id: 'sp-5', parent_id: 'root', name: 'parse terms' },
          { step_id: 'own', parent_id: 'root', name: 'parse terms', kind: 'TOOL' },
        ],
      },
    },
  };

  for (const [tracer, { path, body, headers = {} }] of Object.entries(POSTED)) {
    it(`go for a plain step of ${tracer}`, async () => {
      const { actor, key } = await bench.freshProject();
      const post = async () => {
        const said = { 'content-type': 'application/json', 'x-api-key': key, ...headers };
        expect((await fetch(`${bench.url}${path}`, { method: 'POST', headers: said, body: JSON.stringify(body) })).ok).toBe(true);
      };
      const named = async () => (await storedRuns(actor)).flatMap(({ steps }) => steps.filter(({ name }) => name === 'parse terms'));
      const others = tracer === 'a posted record' ? ['TOOL'] : [];
      await set(actor, [{ name: 'parse*', kind: 'VALIDATION' }]);
      await post();
      expect((await named()).map(({ kind }) => kind)).toEqual([...others, 'VALIDATION']);
      await set(actor, [{ name: 'parse terms', kind: 'ROUTE' }]);
      expect(await renormaliseAll(actor, everything)).toMatchObject({ read: 1, changed: 1, changedSteps: 1 });
      expect((await named()).map(({ kind }) => kind)).toEqual([...others, 'ROUTE']);
      expect(await renormaliseAll(actor, everything)).toMatchObject({ read: 1, changed: 0 });
    });
  }
});
