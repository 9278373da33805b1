import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { retrievalDriftResponse, retrievalDriftResponseSchema } from '@/lib/domain/retrieval/retrieval-response';
import { retrievalQuerySchema } from '@/lib/domain/retrieval/retrieval-view';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { countDays } from './count-days';
import { withProject } from '@/lib/data/database';
import { markDays } from './day-marks';
import { getQuestionDrift, listRetrievalDrift } from './retrieval-drift';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

interface Asked {
  digest: string;
  day: number;
  passages: readonly string[];
  release?: string;
  embedding?: string;
}

async function ask(actor: Actor, asked: readonly Asked[]): Promise<void> {
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    for (const { digest, day, passages, release = 'r1', embedding = 'small' } of asked) {
      const startedAt = new Date(Date.UTC(2026, 10, day, 9));
      const runId = `R-${digest}-${day}`;
      const times = { startedAt, receivedAt: startedAt, lastStepAt: startedAt, evaluatedAt: startedAt };
      const key = { projectId, runId };
      await tx.run.create({
        data: {
          ...key,
          source: 'plain',
          phase: 'evaluated',
          revision: 'r',
          release,
          ...times,
          inputPreview: `What about ${digest}?`,
          codes: [],
          tags: [],
          documentIds: [],
        },
      });
      await tx.runInput.create({ data: { ...key, version: 1, digest, bands: [], variant: day, startedAt } });
      await tx.step.create({
        data: {
          ...key,
          stepId: 'e',
          kind: 'EMBEDDING',
          name: 'embed',
          modelName: embedding,
          status: 'ok',
          contentHash: new Uint8Array(),
          receivedAt: startedAt,
        },
      });
      await tx.passage.createMany({
        data: passages.map((content, ordinal) => ({
          ...key,
          revision: 'r',
          ordinal,
          passageId: String(ordinal + 1),
          documentId: `kb-${content}`,
          content,
          rank: ordinal + 1,
        })),
      });
    }
    await markDays(
      tx,
      projectId,
      asked.map(({ day }) => `2026-11-${String(day).padStart(2, '0')}`),
    );
  });
}

const refunds = (day: number): Asked =>
  day < 10
    ? { digest: 'refunds', day, passages: ['a', 'b', 'c'] }
    : { digest: 'refunds', day, passages: ['d', 'b', 'c'], release: 'r2', embedding: 'large' };
const list = (actor: Actor, query: object = {}) => listRetrievalDrift(actor, retrievalQuerySchema.parse(query));

async function story(): Promise<Actor> {
  const actor = await db.createProject();
  await ask(actor, [
    ...[2, 4, 6, 8, 11, 12, 14].map(refunds),
    ...[1, 3, 5, 7, 9].map((day) => ({ digest: 'hours', day, passages: ['x', 'y'] })),
    ...[1, 2, 3].map((day) => ({ digest: 'rare', day, passages: [String(day)] })),
  ]);
  await countDays(actor.projectId);
  return actor;
}

describe('retrieval drift', () => {
  it('finds the question that changed, the day, the passages, and what else changed then', async () => {
    const found = await list(await story());
    expect(found.questions).toHaveLength(1);
    expect(found.questions[0]).toMatchObject({
      digest: 'refunds',
      question: 'What about refunds?',
      runs: 7,
      detail: { changedAt: '2026-11-11T09:00:00.000Z', runsBefore: 4, runsAfter: 3, within: 1 },
    });
    expect(found.questions[0]?.detail.alsoChanged).toEqual([
      { name: 'embedding model', before: 'small', after: 'large' },
      { name: 'release', before: 'r1', after: 'r2' },
    ]);
    expect([found.questions[0]?.detail.gained.length, found.questions[0]?.detail.lost.length]).toEqual([1, 1]);
    expect(retrievalDriftResponseSchema.parse(retrievalDriftResponse(found)).questions).toHaveLength(1);
  });

  it('knows questions that did not change, and leaves out those asked too seldom', async () => {
    const { questions } = await list(await story(), { min_change: 0 });
    expect(questions.map(({ digest, detail }) => [digest, detail.change > 0]).sort()).toEqual([
      ['hours', false],
      ['refunds', true],
    ]);
  });

  it('shows one question over time with the names of its passages', async () => {
    const actor = await story();
    const detail = await getQuestionDrift(actor, 'refunds');
    expect(detail.line.map(({ overlap }) => overlap > 0.99)).toEqual([true, true, true, true, false, false, false]);
    const [gained, lost] = [detail.detail.gained[0]?.key ?? '', detail.detail.lost[0]?.key ?? ''];
    expect([detail.passages[gained]?.name, detail.passages[lost]?.name]).toEqual(['kb-d', 'kb-a']);
    const viewer = await db.createMember(actor, 'viewer');
    expect(await getQuestionDrift(viewer, 'refunds')).toMatchObject({ question: '•••', passages: { [gained]: { preview: '•••' } } });
    await expect(getQuestionDrift(actor, 'rare')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(getQuestionDrift(await db.createProject(), 'refunds')).rejects.toMatchObject({ kind: 'not_found' });
  });
});
