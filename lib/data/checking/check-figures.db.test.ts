import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { claimedItem, totalCorrected } from '@/prisma/scenarios/claimed-item';
import { wrongTotal } from '@/prisma/scenarios/invoice';
import { createReviewableRun, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { amendDecision } from '@/lib/data/review/amend-decision';
import { listChecks } from './checks';
import { withProject } from '@/lib/data/database';
import { claimItem } from '@/lib/data/queues/item-claim';
import { submitReview } from '@/lib/data/review/submit-review';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const NUMBERS = 'number_not_in_source';
const EMPTY = 'retrieval_empty';
const FINDINGS = [
  wrongTotal(),
  { ...wrongTotal(), detail: 'Again.' },
  { ...wrongTotal(), claimId: null, code: EMPTY, checkId: 'retrieval' },
];

async function codeOf(actor: Actor, code: string) {
  const { checks } = await listChecks(actor);
  const found = checks.flatMap(({ codes }) => codes).find((one) => one.code === code);
  if (!found) throw new Error(`no check says ${code}`);
  return found;
}

const approved = (run: Pick<ReviewableRun, 'revision'>, verdict: object) => ({
  revision: run.revision,
  outcome: 'approved',
  verdicts: [{ claim_id: 'c2', ...verdict }],
});

/** Two decided runs with the same findings: in one the total was put right, in the other it was right all along. */
async function story(second: object = { value: 'right' }) {
  const { lead, ada, run } = await claimedItem(db, { findings: FINDINGS });
  await submitReview(ada, run.itemId, totalCorrected(run), randomUUID());
  const { projectId } = lead;
  const { queueId } = await withProject(projectId, (tx) => tx.item.findFirstOrThrow({ where: { projectId } }));
  const other = await createReviewableRun(projectId, { queueId, findings: FINDINGS });
  await claimItem(ada, 'invoices');
  await submitReview(ada, other.itemId, approved(other, second), randomUUID());
  return { lead, ada, run, other };
}

describe('how often reviewers agree with a check', () => {
  it('is the share of judged claims that were wrong, each claim once, and of decided runs for what is about the run', async () => {
    const { lead } = await story();
    expect((await codeOf(lead, NUMBERS)).agreement).toEqual({ wrong: 1, count: 2 });
    expect((await codeOf(lead, EMPTY)).agreement).toEqual({ wrong: 1, count: 2 });
    expect((await codeOf(lead, 'date_not_in_source')).agreement).toEqual({ wrong: 0, count: 0 });
    const stranger = await db.createProject();
    expect((await codeOf(stranger, NUMBERS)).agreement).toEqual({ wrong: 0, count: 0 });
  });

  it('leaves claims aside of which nobody could tell, and counts a wrong place and missing support as wrong', async () => {
    const unsure = await story({ value: 'cannot_tell', reason_code: 'source_missing' });
    expect((await codeOf(unsure.lead, NUMBERS)).agreement).toEqual({ wrong: 1, count: 1 });
    const silent = await story({ value: 'right', support: 'silent', reason_code: 'source_silent', note: 'Nothing there.' });
    expect((await codeOf(silent.lead, NUMBERS)).agreement).toEqual({ wrong: 2, count: 2 });
  });

  it('follows the newest verdict when a decision is amended', async () => {
    const { lead, run } = await story();
    const amended = { ...approved(run, { value: 'right' }), reason_code: 'reviewer_error', note: 'The gross total was meant.' };
    await amendDecision(lead, run.itemId, amended, randomUUID());
    expect((await codeOf(lead, NUMBERS)).agreement).toEqual({ wrong: 0, count: 2 });
    expect((await codeOf(lead, EMPTY)).agreement).toEqual({ wrong: 0, count: 2 });
  });
});

describe('how often a code fires', () => {
  it('counts checked runs by the day they started, today last, and no run before the window', async () => {
    const { lead } = await claimedItem(db, { findings: FINDINGS });
    const { projectId } = lead;
    const { queueId } = await withProject(projectId, (tx) => tx.item.findFirstOrThrow({ where: { projectId } }));
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    for (const days of [0, 3, 10, 45]) await createReviewableRun(projectId, { queueId, findings: FINDINGS, createdAt: daysAgo(days) });
    const { firedByDay, fired7, fired30 } = await codeOf(lead, NUMBERS);
    expect(firedByDay).toHaveLength(30);
    expect([firedByDay[29], firedByDay[26], firedByDay[19]]).toEqual([2, 1, 1]);
    expect([fired7, fired30]).toEqual([3, 4]);
    expect((await listChecks(lead)).runs30).toBe(4);
    expect((await codeOf(lead, 'refusal')).fired30).toBe(0);
  });
});
