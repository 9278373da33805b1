import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getComparison } from '@/lib/data/runs/run-compare';
import { getSiblingGroup } from '@/lib/data/runs/sibling-group';
import { MASK } from '@/lib/domain/mask-content';
import type { Actor } from '@/lib/domain/policy';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { isMissing } from '@/lib/domain/step-mark';
import { randomSteps } from '@/lib/domain/run/random-steps';
import { postRun } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { settleRun } from './settle-run';

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
});
afterAll(() => db.close());

const ORDER = ['root', 'search', 'answer'];
const step = (stepId: string, kind: CanonicalStep['kind'], name: string, extra: Partial<CanonicalStep> = {}): CanonicalStep => ({
  stepId,
  parentId: 'root',
  kind,
  name,
  startNs: BigInt(ORDER.indexOf(stepId) + 1) * 1_000_000n,
  endNs: BigInt(ORDER.indexOf(stepId) + 1) * 1_000_000n + 900_000n,
  status: 'ok',
  error: null,
  input: null,
  output: null,
  facts: {},
  attributes: {},
  events: [],
  ...extra,
});

const QUESTION = 'How long does a refund take once the parcel is back?';

async function settled(promptVersion: string, days: number, system: string): Promise<string> {
  const runId = await postRun(
    actor,
    { name: 'policy-answer', input: QUESTION, output: `A refund takes ${days} days.`, promptVersion, modelName: 'm' },
    {
      steps: [
        step('root', 'AGENT', 'policy-answer', { parentId: null }),
        step('search', 'TOOL', 'search_policy', { input: { query: 'refund', top: 3 }, output: { page: days } }),
        step('answer', 'LLM', 'generate', {
          output: `A refund takes ${days} days.`,
          facts: { systemInstructions: system, messages: [{ role: 'user', parts: [{ type: 'text', content: QUESTION }] }] },
        }),
      ],
    },
  );
  await settleRun({ projectId: actor.projectId, runId });
  return runId;
}

describe('getComparison', () => {
  it('reads the bodies of steps and the prompts of model calls, and says where two runs part', async () => {
    const left = await settled('3', 14, 'Answer in one sentence.');
    const right = await settled('4', 30, 'Answer in two sentences.');
    const { comparison } = await getComparison(actor, left, right);
    expect(comparison.facts.find(({ field }) => field === 'promptVersion')).toMatchObject({ status: 'changed', left: '3', right: '4' });
    expect(comparison.divergence).toEqual({ kind: 'answered', row: 1 });
    expect(comparison.steps[1]?.output).toEqual({
      kind: 'json',
      isCut: false,
      changes: [{ path: '/page', kind: 'changed', left: 14, right: 30 }],
    });
    expect(comparison.steps[1]?.input).toBeNull();
    expect(comparison.prompts.map(({ part, steps }) => [part, steps])).toEqual([['system', ['generate']]]);
    const self = await getComparison(actor, left, left);
    expect(self.comparison.divergence).toBeNull();
    expect(self.comparison.steps.every(({ status }) => status === 'same')).toBe(true);
  });

  it('masks every text for who may not see content, and still says what differs', async () => {
    const left = await settled('5', 14, 'Answer in one sentence.');
    const right = await settled('6', 30, 'Answer in two sentences.');
    const viewer = { ...actor, role: 'viewer' as const };
    const { comparison } = await getComparison(viewer, left, right);
    const told = JSON.stringify(comparison);
    for (const secret of ['refund takes', 'sentence', 'parcel']) expect(told).not.toContain(secret);
    expect(comparison.steps[1]?.changes).toContain('output');
    const { group } = await getSiblingGroup(viewer, left, { by: 'prompt_version', inputs: 'same' });
    expect(group.clusters.every(({ answer }) => answer === MASK)).toBe(true);
  });

  it('has every stored step of both runs in one row', async () => {
    const ids = async (seed: number) => {
      const steps = randomSteps({ seed, size: 600, duplicates: 0 });
      const runId = await postRun(actor, {}, { steps });
      await settleRun({ projectId: actor.projectId, runId });
      return { runId, stepIds: steps.map(({ stepId }) => stepId).sort() };
    };
    const [left, right] = [await ids(3), await ids(4)];
    const { comparison, left: detail } = await getComparison(actor, left.runId, right.runId);
    const missing = new Set(detail.record.steps.filter(({ mark }) => isMissing(mark)).map(({ stepId }) => stepId));
    const shown = comparison.steps.flatMap((row) => row.left?.stepId ?? []);
    expect(shown.filter((id) => !missing.has(id)).sort()).toEqual(left.stepIds);
    expect(comparison.steps.flatMap((row) => row.right?.stepId ?? []).length).toBeGreaterThanOrEqual(right.stepIds.length);
  });
});

describe('getSiblingGroup', () => {
  it('counts by version how many answer otherwise, with an interval', async () => {
    const own = await settled('7', 21, 'x');
    for (const days of [21, 21, 60]) await settled('8', days, 'x');
    const { group, sameInput } = await getSiblingGroup(actor, own, { by: 'prompt_version', inputs: 'same' });
    const eight = group.versions.find(({ version }) => version === 'policy-answer @ 8');
    expect(eight).toMatchObject({ runs: 3, otherwise: 1, isOwn: false });
    expect(eight?.interval.low).toBeCloseTo(0.0615, 3);
    expect(eight?.interval.high).toBeCloseTo(0.7923, 3);
    expect(sameInput).toBe(group.runs);
    expect(group.clusters.find(({ isOwn }) => isOwn)?.runIds).toHaveLength(3);
  });
});
