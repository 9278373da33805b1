import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/lib/domain/new-id';
import { PROMPT_SEPARATOR } from '@/lib/domain/drift/drift-dimension';
import { promptVersionsResponse, promptVersionsResponseSchema } from '@/lib/domain/prompt/prompt-response';
import { promptQuerySchema } from '@/lib/domain/prompt/prompt-versions';
import type { Actor } from '@/lib/domain/policy';
import { createQueue } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { listPromptVersions } from './prompt-versions';

const NOW = new Date('2026-11-30T12:00:00Z');
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

interface Version {
  version: string;
  runs: number;
  /** Of the questions 0 … runs − 1, those with a finding. */
  wrong: (question: number) => boolean;
  ago: number;
  latencyMs?: number;
  questions?: boolean;
}

async function storeVersion(actor: Actor, { version, runs, wrong, ago, latencyMs = 1000, questions = true }: Version): Promise<void> {
  const { projectId } = actor;
  const startedAt = new Date(NOW.getTime() - ago * 86_400_000);
  const times = { startedAt, receivedAt: startedAt, lastStepAt: startedAt, evaluatedAt: startedAt };
  const ids = Array.from({ length: runs }, (_, question) => `R-${version}-${String(question).padStart(4, '0')}`);
  await withProject(projectId, async (tx) => {
    await tx.run.createMany({
      data: ids.map((runId, question) => ({
        ...{ projectId, runId, source: 'plain', phase: 'evaluated', revision: 'r', promptId: 'answer', promptVersion: version, ...times },
        ...{
          codes: [],
          tags: [],
          documentIds: [],
          risk: wrong(question) ? 0.8 : 0.2,
          costUsd: 0.002,
          inputTokens: 900n,
          outputTokens: 100n,
        },
        latencyMs: latencyMs + (question % 10),
        patternKey: wrong(question) ? 'p1-000000000000-000000000000' : null,
      })),
    });
    await tx.claim.createMany({
      data: ids.flatMap((runId, question) =>
        ['a', 'b'].map((claimId, ordinal) => ({
          ...{ projectId, runId, revision: 'r', claimId, ordinal, kind: 'sentence', text: '', anchors: [] },
          state: wrong(question) ? 'missing' : 'exact',
        })),
      ),
    });
    if (questions)
      await tx.runInput.createMany({
        data: ids.map((runId, question) => ({ projectId, runId, version: 1, digest: `q${question}`, bands: [], variant: 1, startedAt })),
      });
    const sums = { latencyRuns: 0, latencyMs: 0, costRuns: 0, costUsd: 0, tokenRuns: 0, inputTokens: 0n, outputTokens: 0n };
    const slice = { sliceKind: 'prompt', sliceValue: `answer${PROMPT_SEPARATOR}${version}` };
    await tx.driftDay.create({
      data: { projectId, ...slice, day: new Date(startedAt.toISOString().slice(0, 10)), runs, counts: {}, ...sums },
    });
  });
}
const list = (actor: Actor, query: object = {}) => listPromptVersions(actor, promptQuerySchema.parse(query), NOW);

describe('prompt versions side by side', () => {
  it('tell a better version by the same questions, with intervals', async () => {
    const actor = await db.createProject();
    await storeVersion(actor, { version: '1', runs: 200, wrong: (question) => question < 60, ago: 10, latencyMs: 2000 });
    await storeVersion(actor, { version: '2', runs: 200, wrong: (question) => question < 20 || question === 199, ago: 2 });
    const found = await list(actor);
    expect(found).toMatchObject({ promptId: 'answer', base: '1', prompts: [{ promptId: 'answer', runs: 400, versions: 2 }] });
    const [base, newer] = found.versions;
    expect(base).toMatchObject({
      version: '1',
      sampled: 200,
      difference: null,
      figures: { findings: { hits: 60, count: 200 }, found: { hits: 280, count: 400 } },
    });
    expect(newer?.figures.findings.interval?.share).toBe(0.105);
    expect(newer?.difference?.shares.findings?.difference).toBeCloseTo(-0.195, 12);
    expect(newer?.difference?.paired).toMatchObject({ pairs: 200, onlyFirst: 1, onlySecond: 40 });
    expect(newer?.verdict?.verdict).toBe('better');
    expect(newer?.verdict?.sentence).toContain('on 200 questions that both were asked, 1 had findings only under 2 and 40 only under 1');
    expect(newer?.figures.latencyMs?.mean).toBe(1004.5);
    expect(newer?.difference?.means.latencyMs?.difference).toBeCloseTo(-1000, 9);
    expect(newer?.figures.tokens?.mean).toBe(1000);
    // Both claims of a run are right or wrong together: 400 claims are worth about 200.
    expect(base?.figures.found.effective).toBeGreaterThan(190);
    expect(base?.figures.found.effective).toBeLessThan(210);
    expect(promptVersionsResponseSchema.parse(promptVersionsResponse(found)).versions).toHaveLength(2);
  });

  it('say so when the data cannot tell, and how many runs it would take', async () => {
    const actor = await db.createProject();
    await storeVersion(actor, { version: '1', runs: 40, wrong: (question) => question < 8, ago: 10, questions: false });
    await storeVersion(actor, { version: '2', runs: 40, wrong: (question) => question < 6, ago: 2, questions: false });
    const verdict = (await list(actor)).versions[1]?.verdict;
    expect(verdict?.verdict).toBe('unclear');
    expect(verdict?.sentence).toMatch(/^The data cannot tell whether 2 differs from 1: .* about 1,?\d{3} runs of each are needed\.$/);
  });

  it('weight verdicts by the chance with which their runs came before a reviewer', async () => {
    const actor = await db.createProject();
    const { projectId } = actor;
    await storeVersion(actor, { version: '1', runs: 200, wrong: () => false, ago: 2 });
    const queueId = await createQueue(projectId);
    // All of the 20 risky runs were looked at and wrong; of the 180 others every tenth was sampled and fine.
    await withProject(projectId, async (tx) => {
      const base = { projectId, queueId, revision: 'r', state: 'done', reasons: [], createdAt: NOW };
      const item = (at: number, more: object) => ({
        ...base,
        itemId: newId(),
        runId: `R-1-${String(at).padStart(4, '0')}`,
        risk: 0.9,
        ...more,
      });
      const risky = Array.from({ length: 20 }, (_, at) => item(at, { inclusion: 1 }));
      const sampled = Array.from({ length: 18 }, (_, at) => item(20 + at, { inclusion: 0.1, risk: 0.1 }));
      await tx.item.createMany({ data: [...risky, ...sampled] });
      await tx.run.updateMany({
        where: { projectId, runId: { in: risky.map(({ runId }) => runId) } },
        data: { reviewOutcome: 'corrected' },
      });
      await tx.run.updateMany({
        where: { projectId, runId: { in: sampled.map(({ runId }) => runId) } },
        data: { reviewOutcome: 'approved' },
      });
    });
    const reviewed = (await list(actor)).versions[0]?.figures.reviewed;
    expect(reviewed).toMatchObject({ hits: 20, count: 38 });
    expect(reviewed?.interval?.share).toBeCloseTo(0.1, 12);
    expect(reviewed?.effective).toBeLessThan(25);
  });

  it('take the versions, the base and the days that are asked for, and nothing of another project', async () => {
    const actor = await db.createProject();
    for (const [version, ago] of [
      ['1', 40],
      ['2', 9],
      ['3', 5],
      ['4', 1],
    ] as const)
      await storeVersion(actor, { version, runs: 5, wrong: () => false, ago });
    expect((await list(actor)).known.map(({ version }) => version)).toEqual(['4', '3', '2']);
    expect((await list(actor, { days: '60', base: '1', version: ['4', '2'] })).versions.map(({ version }) => version)).toEqual([
      '1',
      '4',
      '2',
    ]);
    expect(await list(await db.createProject(), { prompt_id: 'answer' })).toMatchObject({ versions: [], prompts: [], base: null });
  });
});
