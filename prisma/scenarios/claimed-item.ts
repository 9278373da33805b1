// A project in which a reviewer holds one invoice item: where the story of a decision begins.
import { claimItem } from '@/lib/data/queues/item-claim';
import type { Actor } from '@/lib/domain/policy';
import type { TestDatabase } from '@/prisma/test-database';
import { createInvoiceDocument } from './invoice';
import { createQueue, createReviewableRun, type ReviewableRun, type ReviewableRunOptions } from './reviewable-run';

export type Person = Actor & { userId: string };

export interface ClaimedItemStage {
  lead: Person;
  /** Holds the item. */
  ada: Person;
  run: ReviewableRun;
  documentSha256: string;
}

export async function claimedItem(db: TestDatabase, options: Partial<ReviewableRunOptions> = {}): Promise<ClaimedItemStage> {
  const lead = (await db.createProject()) as Person;
  const ada = await db.createMember(lead, 'reviewer');
  const documentSha256 = await createInvoiceDocument(lead.projectId);
  const run = await createReviewableRun(lead.projectId, { queueId: await createQueue(lead.projectId), ...options });
  await claimItem(ada, 'invoices');
  return { lead, ada, run, documentSha256 };
}

/** The total put right, with evidence, and the buyer confirmed. */
export function totalCorrected(run: Pick<ReviewableRun, 'revision'>, more: object = {}) {
  return {
    revision: run.revision,
    outcome: 'corrected',
    note: 'Net and gross were mixed up.',
    verdicts: [
      {
        claim_id: 'c2',
        value: 'wrong',
        place: 'wrong',
        support: 'contradicts',
        corrected_value: '41,300.00',
        evidence: { document_id: 'inv-77', page: 1, quote: 'Total due 41,300.00' },
        reason_code: 'number_wrong',
      },
      { claim_id: 'c1', value: 'right' },
    ],
    ...more,
  };
}
