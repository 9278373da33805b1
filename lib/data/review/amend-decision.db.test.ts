import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { effectiveOutput } from '@/lib/domain/review/effective-output';
import { overridesOf } from '@/lib/domain/review/output-override';
import { claimedItem, totalCorrected } from '@/prisma/scenarios/claimed-item';
import { INVOICE_OUTPUT } from '@/prisma/scenarios/invoice';
import type { ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { amendDecision } from './amend-decision';
import { withProject } from '@/lib/data/database';
import { recordedEvent } from './review-subject';
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
const events = (projectId: string, runId: string) =>
  withProject(projectId, async (tx) =>
    (await tx.reviewEvent.findMany({ where: { projectId, runId }, orderBy: { seq: 'asc' } })).map(recordedEvent),
  );
const effective = async (run: ReviewableRun, projectId: string) =>
  effectiveOutput(INVOICE_OUTPUT, overridesOf(await events(projectId, run.runId))).output;

describe('trap 14: an amendment', () => {
  it('takes the place of the decision, keeps it on record and supersedes its eval case', async () => {
    const { lead, ada, run } = await claimedItem(db);
    const decision = await submitReview(ada, run.itemId, totalCorrected(run), randomUUID());
    const amendment = {
      revision: run.revision,
      outcome: 'corrected',
      reason_code: 'reviewer_error',
      verdicts: [{ claim_id: 'c1', value: 'wrong', corrected_value: 'Acme AG', reason_code: 'name_wrong' }],
    };
    await expect(amendDecision(ada, run.itemId, amendment, 'k')).rejects.toMatchObject({ status: 403 });
    await expect(amendDecision(lead, run.itemId, { ...amendment, reason_code: 'other' }, 'k')).rejects.toMatchObject({
      problems: [{ path: '/note' }],
    });
    const amended = await amendDecision(lead, run.itemId, amendment, 'k');
    expect(await amendDecision(lead, run.itemId, amendment, 'k')).toEqual(amended);
    expect(await effective(run, lead.projectId)).toEqual({ ...INVOICE_OUTPUT, buyer: 'Acme AG' });
    const cases = await rows('eval_case', lead.projectId);
    expect(cases.map(({ decision_id, state }) => [decision_id, state]).sort()).toEqual(
      [
        [decision.decision_id, 'superseded'],
        [amended.decision_id, 'candidate'],
      ].sort(),
    );
    const entry = (await rows('trail_entry', lead.projectId)).find(({ type }) => type === 'decision.amended');
    expect(JSON.parse(String(entry?.['payload']))).toMatchObject({
      previous_decision_id: decision.decision_id,
      decision_id: amended.decision_id,
    });
    expect((await rows('review_event', lead.projectId)).map(({ verb }) => verb).sort()).toEqual([
      'amend',
      'claim',
      'fix',
      'fix',
      'right',
      'submit',
    ]);
    await expect(amendDecision(lead, run.itemId, { ...amendment, decision_id: decision.decision_id }, 'k2')).rejects.toMatchObject({
      code: 'already_amended',
      extra: { decision_id: amended.decision_id },
    });
    expect((await rows('step', lead.projectId)).filter(({ kind }) => kind === 'REVIEW')).toHaveLength(2);
  });

  it('trap 9: nothing of a decision can be changed or deleted by the application', async () => {
    const { ada, run } = await claimedItem(db);
    await submitReview(ada, run.itemId, totalCorrected(run), randomUUID());
    const app = new pg.Client({ connectionString: db.appUrl });
    await app.connect();
    for (const table of ['review_event', 'trail_entry']) {
      for (const sql of [
        `UPDATE ${table} SET at = now() WHERE project_id = '${ada.projectId}'`,
        `DELETE FROM ${table} WHERE project_id = '${ada.projectId}'`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(app.query(sql)).rejects.toThrow(/permission denied/);
      }
    }
    await expect(app.query(`UPDATE eval_case SET body = '{}' WHERE project_id = '${ada.projectId}'`)).rejects.toThrow(/permission denied/);
    await app.end();
  });
});
