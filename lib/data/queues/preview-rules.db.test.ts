import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { type RuleDraft, ruleSchema } from '@/lib/domain/rule';
import { backfillQueue } from '@/lib/worker/backfill-queue';
import { settleRun } from '@/lib/worker/settle-run';
import { postRun, WRONG_ANSWER } from '@/prisma/scenarios/posted-run';
import { testDatabase, type TestDatabase } from '@/prisma/test-database';
import { requestBackfill } from './backfill-queue';
import { withProject } from '@/lib/data/database';
import { previewRules } from './preview-rules';
import { putQueue } from './queues';

let db: TestDatabase;
let owner: Actor;
const runIds: string[] = [];
beforeAll(async () => {
  db = await testDatabase();
  owner = await db.createProject();
  for (let at = 0; at < 24; at++) {
    const facts = at % 3 === 0 ? { output: WRONG_ANSWER } : {};
    runIds.push(
      await postRun(
        owner,
        { ...facts, route: at % 2 ? 'returns' : 'refunds', environment: at === 0 ? 'playground' : 'production' },
        { runId: `run-${String(at).padStart(3, '0')}` },
      ),
    );
  }
  for (const runId of runIds) await settleRun({ projectId: owner.projectId, runId });
});
afterAll(() => db.close());

const drafts = (...rules: object[]): RuleDraft[] => rules.map((rule, at) => ruleSchema.parse({ name: `rule ${at + 1}`, ...rule }));
const WRONG = { when: { all: [{ code: 'number_not_in_source' }, { not: { environment: 'playground' } }] }, priority: 7 };
const SAMPLED = { when: { route: ['returns'] }, sample: 0.4 };
const queuedIn = (name: string) =>
  withProject(owner.projectId, async (tx) => {
    const queue = await tx.queue.findUniqueOrThrow({
      where: { projectId_name: { projectId: owner.projectId, name } },
      select: { queueId: true },
    });
    return tx.item.findMany({ where: { projectId: owner.projectId, queueId: queue.queueId }, orderBy: { runId: 'asc' } });
  });
const backfill = async (queue: string) => {
  await requestBackfill(owner, queue);
  await backfillQueue({ projectId: owner.projectId, queue });
};

describe('a preview', () => {
  it('says what would be caught, by which rule, with examples in words, and changes nothing', async () => {
    const preview = await previewRules(owner, 'not-there-yet', drafts(WRONG, { when: { q: 'DELIVERY' } }, { when: {}, enabled: false }));
    expect(preview).toMatchObject({
      lookedAt: 24,
      caught: 24,
      alreadyQueued: 0,
      rules: [
        { name: 'rule 1', caught: 7 },
        { name: 'rule 2', caught: 24 },
      ],
    });
    expect(preview.examples).toHaveLength(10);
    const [example] = (await previewRules(owner, 'not-there-yet', drafts(WRONG))).examples;
    expect(example?.reasons).toMatchObject([{ rule: 'rule 1', detail: expect.stringContaining('45') as string }]);
    expect(await withProject(owner.projectId, (tx) => tx.item.count({ where: { projectId: owner.projectId } }))).toBe(0);
    await expect(previewRules(await db.createMember(owner, 'reviewer'), 'x', [])).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('agrees with what backfilling then puts in, and with what settling puts in, sample included', async () => {
    const rules = [WRONG, SAMPLED].map((rule, at) => ({ name: `rule ${at + 1}`, ...rule }));
    await putQueue(owner, 'agreeing', { due_hours: 8, rules });
    const preview = await previewRules(owner, 'agreeing', drafts(WRONG, SAMPLED));
    expect(preview.caught).toBeGreaterThanOrEqual(7);
    expect(preview.caught).toBeLessThan(24);
    await backfill('agreeing');
    const items = await queuedIn('agreeing');
    expect(items.map(({ runId }) => runId)).toHaveLength(preview.caught);
    expect(items.filter(({ inclusion }) => inclusion === 0.4).length + items.filter(({ inclusion }) => inclusion === 1).length).toBe(
      items.length,
    );
    await backfill('agreeing');
    for (const runId of runIds) await settleRun({ projectId: owner.projectId, runId });
    expect((await queuedIn('agreeing')).map(({ itemId }) => itemId)).toEqual(items.map(({ itemId }) => itemId));
    expect(await previewRules(owner, 'agreeing', drafts(WRONG, SAMPLED))).toMatchObject({
      caught: preview.caught,
      alreadyQueued: preview.caught,
    });
  });
});

describe('backfilling', () => {
  it('goes through all runs page by page beside runs that are being settled, and records who asked for it', async () => {
    await withProject(
      owner.projectId,
      (tx) => tx.$executeRaw`
      INSERT INTO run (project_id, run_id, source, phase, received_at, last_step_at, revision, evaluated_at, started_at, codes, document_ids, tags, risk)
      SELECT ${owner.projectId}::uuid, 'bulk-' || lpad(n::text, 4, '0'), 'plain', 'evaluated', now(), now(), 'sha256:x', now(), now(), '{tool_failed}', '{}', '{}', 0.4 FROM generate_series(1, 330) n`,
    );
    await putQueue(owner, 'everything', {
      rules: [
        { name: 'all of it', when: { code: 'tool_failed' } },
        { name: 'wrong', when: { code: 'number_not_in_source' } },
      ],
    });
    await Promise.all([backfill('everything'), ...runIds.slice(0, 6).map((runId) => settleRun({ projectId: owner.projectId, runId }))]);
    expect(await queuedIn('everything')).toHaveLength(330 + 8);
    const asked = await withProject(owner.projectId, (tx) =>
      tx.trailEntry.findMany({ where: { projectId: owner.projectId, type: 'queue.backfilled' } }),
    );
    expect(asked.at(-1)).toMatchObject({ actorId: owner.userId });
    await expect(requestBackfill(owner, 'nowhere')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(requestBackfill(await db.createMember(owner, 'viewer'), 'everything')).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
