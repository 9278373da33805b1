import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { createInvoiceDocument } from '@/prisma/scenarios/invoice';
import { createQueue, createReviewableRun, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { claimItem } from './item-claim';
import { getItemForReview } from './item-review';
import { recordItemVerb } from './item-verb';
import { queueVersion } from './queue-changes';
import { submitReview } from '@/lib/data/review/submit-review';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

type Person = Actor & { userId: string };
interface Stage {
  lead: Person;
  ada: Person;
  queueId: string;
  runs: ReviewableRun[];
}

const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n));

/** Twelve items whose priorities, risks and ages all collide somewhere. */
async function stage(): Promise<Stage> {
  const lead = (await db.createProject()) as Person;
  const queueId = await createQueue(lead.projectId);
  await createInvoiceDocument(lead.projectId);
  const runs: ReviewableRun[] = [];
  for (let n = 0; n < 12; n++)
    runs.push(
      await createReviewableRun(lead.projectId, {
        queueId,
        runId: `run-${n}`,
        priority: n % 2,
        risk: (n % 3) / 4,
        createdAt: minute(n % 5),
      }),
    );
  return { lead, ada: await db.createMember(lead, 'reviewer'), queueId, runs };
}

describe('the item on the reviewer screen', () => {
  it('names the item that is handed out next, after skips as well', async () => {
    const { ada } = await stage();
    let held = await claimItem(ada, 'invoices');
    for (let round = 0; round < 4; round++) {
      const { next } = await getItemForReview(ada, held?.itemId as string);
      await recordItemVerb(ada, held?.itemId as string, 'skip', { reason_code: 'no_time' });
      held = await claimItem(ada, 'invoices');
      expect(held).toMatchObject({ itemId: next?.itemId, runId: next?.runId });
    }
  });

  it('comes with run, claims, documents, progress and the next item in one value', async () => {
    const { ada, runs } = await stage();
    const first = await claimItem(ada, 'invoices');
    const seen = await getItemForReview(ada, first?.itemId as string);
    expect(seen).toMatchObject({
      item: { state: 'leased', reasons: [{ rule: 'wrong numbers' }] },
      lease: { id: first?.leaseId, holder: { isMe: true } },
      flagged: ['c2'],
      queue: { name: 'invoices', counts: { waiting: 11, leased: 1, done: 0 } },
      documents: [{ documentId: 'inv-77', version: 1, title: 'Invoice inv-77' }],
      run: { originalOutput: { total: '41,200.00' }, effectiveOutput: { total: '41,200.00' } },
    });
    expect(seen.run.claims).toHaveLength(3);
    expect(seen.lease?.leftMs).toBeGreaterThan(590_000);
    expect(seen.next?.itemId).not.toBe(first?.itemId);
    expect(seen.next).not.toBeNull();
    const revision = runs.find(({ itemId }) => itemId === first?.itemId)?.revision;
    await submitReview(
      ada,
      first?.itemId as string,
      {
        revision,
        outcome: 'corrected',
        verdicts: [{ claim_id: 'c2', value: 'wrong', corrected_value: '41,300.00', reason_code: 'number_wrong' }],
      },
      'k',
    );
    const after = await getItemForReview(ada, first?.itemId as string);
    expect(after).toMatchObject({
      item: { state: 'done', outcome: 'corrected', decidedBy: { isMe: true } },
      lease: null,
      run: { effectiveOutput: { total: '41,300.00' }, reviewOutcome: 'corrected' },
    });
    expect(after.run.reviewSteps).toHaveLength(1);
  });

  it('does not tell the lease of another person, and does not exist for another project', async () => {
    const { ada, lead } = await stage();
    const item = await claimItem(ada, 'invoices');
    expect((await getItemForReview(lead, item?.itemId as string)).lease).toMatchObject({
      id: null,
      holder: { name: ada.name, isMe: false },
    });
    await expect(getItemForReview(await db.createProject(), item?.itemId as string)).rejects.toMatchObject({ status: 404 });
  });

  it('the version of a queue changes with every act and every new item', async () => {
    const { ada, lead, queueId } = await stage();
    const versions = [await queueVersion(ada, 'invoices')];
    const look = async () => versions.push(await queueVersion(ada, 'invoices'));
    const item = await claimItem(ada, 'invoices');
    await look();
    await recordItemVerb(ada, item?.itemId as string, 'release', {});
    await look();
    await createReviewableRun(lead.projectId, { queueId });
    await look();
    expect(new Set(versions).size).toBe(4);
    expect(await queueVersion(ada, 'invoices')).toBe(versions[3]);
  });
});
