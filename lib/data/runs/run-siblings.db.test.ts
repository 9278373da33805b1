import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { indexAllInputs } from '@/lib/worker/index-inputs';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { listSiblings } from './run-siblings';

let db: TestDatabase;
let actor: Actor;

interface Seed {
  runId: string;
  input: string;
  minute?: number;
  name?: string;
  promptVersion?: string;
  modelName?: string;
  outcome?: string;
}

const QUESTION = 'How long does a refund take after I have sent the parcel back?';
const SEEDS: Seed[] = [
  { runId: 'own', input: QUESTION, promptVersion: '4', modelName: 'm', minute: 500 },
  {
    runId: 'older-prompt',
    input: 'how long does a refund take, after I have sent the parcel back',
    promptVersion: '3',
    modelName: 'm',
    minute: 1,
  },
  { runId: 'other-model', input: QUESTION, promptVersion: '4', modelName: 'n', minute: 2 },
  { runId: 'two-things', input: QUESTION, promptVersion: '3', modelName: 'n', minute: 499 },
  { runId: 'near', input: 'How long do refunds take after I have sent the parcel back?', promptVersion: '3', modelName: 'm', minute: 3 },
  { runId: 'elsewhere', input: QUESTION, promptVersion: '3', modelName: 'm', name: 'other-workflow' },
  { runId: 'unlike', input: 'Where is the nearest parcel shop?', promptVersion: '3', modelName: 'm' },
  // A probe that is asked far more often than the newest runs that are looked at.
  ...Array.from({ length: 400 }, (_, index) => ({
    runId: `again-${index}`,
    input: QUESTION,
    promptVersion: '4',
    modelName: 'm',
    minute: 10 + index,
  })),
];

beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
  await withProject(actor.projectId, async (tx) => {
    const { projectId } = actor;
    await tx.run.createMany({
      data: SEEDS.map(({ runId, input, minute = 0, name = 'answer', promptVersion, modelName }) => {
        const at = new Date(Date.UTC(2026, 0, 1, 0, minute));
        return {
          projectId,
          runId,
          name,
          source: 'plain',
          phase: 'evaluated',
          receivedAt: at,
          lastStepAt: at,
          startedAt: at,
          promptVersion: promptVersion ?? null,
          modelName: modelName ?? null,
          inputPreview: input,
        };
      }),
    });
    await tx.runSearch.createMany({ data: SEEDS.map(({ runId, input }) => ({ projectId, runId, input, output: '', context: '' })) });
  });
});
afterAll(() => db.close());

describe('listSiblings', () => {
  it('knows none before the job has read runs of before, and reads them once', async () => {
    expect(await listSiblings(actor, 'own')).toEqual([]);
    await indexAllInputs();
    await indexAllInputs();
    const count = await withProject(actor.projectId, (tx) => tx.runInput.count({ where: { projectId: actor.projectId } }));
    expect(count).toBe(SEEDS.length);
  });

  it('puts what differs in one thing first, old runs of another version before hundreds of repetitions', async () => {
    const siblings = await listSiblings(actor, 'own');
    expect(siblings.slice(0, 5).map(({ run, likeness, differs }) => [run.runId, likeness === 1, differs])).toEqual([
      ['older-prompt', true, ['prompt_version']],
      ['other-model', true, ['model_name']],
      ['two-things', true, ['prompt_version', 'model_name']],
      ['near', false, ['prompt_version']],
      ['again-399', true, []],
    ]);
    expect(siblings).toHaveLength(20);
    expect(siblings.some(({ run }) => ['elsewhere', 'unlike', 'own'].includes(run.runId))).toBe(false);
  });

  it('shows no text to who may not see content', async () => {
    const auditor = { ...actor, role: 'viewer' as const };
    for (const { run } of await listSiblings(auditor, 'own')) expect(run.inputPreview).not.toContain('refund');
  });
});
