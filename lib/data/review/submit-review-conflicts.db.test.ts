import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimedItem, type Person, totalCorrected } from '@/prisma/scenarios/claimed-item';
import { INVOICE_OUTPUT, invoiceClaims } from '@/prisma/scenarios/invoice';
import { changeRun, createReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { claimItem } from '@/lib/data/queues/item-claim';
import { recordItemVerb } from '@/lib/data/queues/item-verb';
import { pruneProject } from '@/lib/data/prune';
import { submitReview } from './submit-review';

let db: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.close();
});

const rows = async (table: string, projectId: string): Promise<Record<string, unknown>[]> =>
  (await owner.query(`SELECT * FROM ${table} WHERE project_id = $1`, [projectId])).rows;

describe('who decides, and on what', () => {
  it('trap 8: a stale revision is refused with what changed', async () => {
    const { ada, run } = await claimedItem(db);
    const now = await changeRun(
      ada.projectId,
      run,
      { ...run.record.facts, output: { ...INVOICE_OUTPUT, total: '41,250.00' }, promptVersion: '4' },
      invoiceClaims('41,250.00'),
    );
    await expect(submitReview(ada, run.itemId, totalCorrected(run), 'k')).rejects.toMatchObject({
      status: 409,
      code: 'stale_revision',
      extra: {
        revision: now,
        seen_revision: run.revision,
        changed: { fields: ['output', 'prompt_version'], claims: [{ claim_id: 'c2', change: 'text', was: '41,200.00', is: '41,250.00' }] },
      },
    });
    await expect(submitReview(ada, run.itemId, totalCorrected({ ...run, revision: 'sha256:unheard-of' }), 'k')).rejects.toMatchObject({
      code: 'stale_revision',
      extra: { changed: null },
    });
    await expect(submitReview(ada, run.itemId, totalCorrected({ ...run, revision: now }), 'k')).resolves.toMatchObject({ state: 'done' });
  });

  it('trap 1: of two people who held the item one decides, and the other is told', async () => {
    const { lead, ada, run } = await claimedItem(db);
    await owner.query(`UPDATE item SET lease_expires_at = now() - interval '1 second' WHERE item_id = $1`, [run.itemId]);
    await expect(submitReview(ada, run.itemId, totalCorrected(run), 'k')).rejects.toMatchObject({
      code: 'lease_lost',
      extra: { can_claim: true },
    });
    const ben = await db.createMember(lead, 'reviewer');
    await claimItem(ben, 'invoices');
    await expect(submitReview(ada, run.itemId, totalCorrected(run), 'k')).rejects.toMatchObject({
      code: 'lease_lost',
      extra: { can_claim: false },
    });
    await submitReview(ben, run.itemId, totalCorrected(run), 'k');
    await expect(submitReview(ada, run.itemId, totalCorrected(run), 'k')).rejects.toMatchObject({ code: 'already_decided' });
    expect((await rows('review_event', ada.projectId)).filter(({ verb }) => verb === 'submit')).toHaveLength(1);
  });

  it('is refused for other roles, other projects and items that are not held', async () => {
    const { lead, ada, run } = await claimedItem(db);
    const stranger = (await db.createProject()) as Person;
    await expect(submitReview(await db.createMember(lead, 'viewer'), run.itemId, totalCorrected(run), 'k')).rejects.toMatchObject({
      status: 403,
    });
    await expect(submitReview(stranger, run.itemId, totalCorrected(run), 'k')).rejects.toMatchObject({ status: 404 });
    await expect(submitReview(lead, run.itemId, totalCorrected(run), 'k')).rejects.toMatchObject({ code: 'lease_lost' });
    await recordItemVerb(ada, run.itemId, 'release', {});
    await expect(submitReview(ada, run.itemId, totalCorrected(run), 'k')).rejects.toMatchObject({ code: 'lease_lost' });
  });

  it('T6: one key has one effect and one answer, however often it is sent at once', async () => {
    const { ada, run } = await claimedItem(db);
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 100 }, () => submitReview(ada, run.itemId, totalCorrected(run), key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await rows('review_event', ada.projectId)).filter(({ verb }) => verb === 'submit')).toHaveLength(1);
    expect(await rows('eval_case', ada.projectId)).toHaveLength(1);
    const { verdicts, ...rest } = totalCorrected(run);
    await expect(submitReview(ada, run.itemId, { verdicts, ...rest }, key)).resolves.toMatchObject({ state: 'done' });
    await expect(submitReview(ada, run.itemId, totalCorrected(run, { note: 'Another note.' }), key)).rejects.toMatchObject({
      status: 422,
      code: 'idempotency_key_reused',
    });
    const other = await createReviewableRun(ada.projectId, { queueId: (await rows('queue', ada.projectId))[0]?.['queue_id'] as string });
    await claimItem(ada, 'invoices');
    await expect(submitReview(ada, other.itemId, totalCorrected(other), key)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    await owner.query(`UPDATE idempotency_key SET created_at = now() - interval '60 days' WHERE project_id = $1`, [ada.projectId]);
    await pruneProject(ada.projectId);
    await expect(submitReview(ada, other.itemId, totalCorrected(other), key)).resolves.toMatchObject({ item_id: other.itemId });
  });
});
