import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import { createInvoiceDocument } from '@/prisma/scenarios/invoice';
import { createQueue, createReviewableRun, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { amendDecision } from '@/lib/data/review/amend-decision';
import { globalDatabase, withProject } from '@/lib/data/database';
import { judgeEvalCase } from './eval-approve';
import { getEvalCase, listEvalCases, streamEvalCases } from './eval-cases';
import { keepRunAsEval } from './eval-keep';
import { diffEvalVersions, publishEvalVersion } from './eval-publish';
import { listEvalSets, listEvalVersions } from './eval-sets';
import { claimItem } from '@/lib/data/queues/item-claim';
import { submitReview } from '@/lib/data/review/submit-review';

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

type Person = Actor & { userId: string };
interface Stage {
  lead: Person;
  ada: Person;
  queueId: string;
}

async function stage(): Promise<Stage> {
  const lead = (await db.createProject()) as Person;
  await createInvoiceDocument(lead.projectId);
  return { lead, ada: await db.createMember(lead, 'reviewer'), queueId: await createQueue(lead.projectId) };
}

const body = (run: ReviewableRun, total: string) => ({
  revision: run.revision,
  outcome: 'corrected',
  verdicts: [{ claim_id: 'c2', value: 'wrong', corrected_value: total, reason_code: 'number_wrong' }],
});

async function decided(
  { lead, ada, queueId }: Stage,
  total = '41,300.00',
): Promise<ReviewableRun & { caseId: string; decisionId: string }> {
  const run = await createReviewableRun(lead.projectId, { queueId });
  await claimItem(ada, 'invoices', { item_id: run.itemId });
  const answer = await submitReview(ada, run.itemId, body(run, total), randomUUID());
  return { ...run, caseId: answer.eval_case_id as string, decisionId: answer.decision_id };
}

const collect = async (lines: AsyncGenerator<string>): Promise<string> => {
  let text = '';
  for await (const line of lines) text += line;
  return text;
};
const defaults = { limit: 50 };

describe('approving', () => {
  it('S27: nobody approves their own case, neither through the API nor through the database', async () => {
    const set = await stage();
    const run = await createReviewableRun(set.lead.projectId, { queueId: set.queueId });
    await claimItem(set.lead, 'invoices');
    const { eval_case_id } = await submitReview(set.lead, run.itemId, body(run, '41,300.00'), randomUUID());
    await expect(judgeEvalCase(set.lead, eval_case_id as string, 'approve')).rejects.toMatchObject({ status: 409, code: 'four_eyes' });
    const forged = { state: 'approved', approvedBy: set.lead.userId, approvedAt: new Date() };
    await expect(
      withProject(set.lead.projectId, (tx) => tx.evalCase.updateMany({ where: { projectId: set.lead.projectId }, data: forged })),
    ).rejects.toThrow(/eval_case_four_eyes/);
    const second = await db.createMember(set.lead, 'lead');
    await expect(judgeEvalCase(second, eval_case_id as string, 'approve')).resolves.toMatchObject({ state: 'approved' });
    await expect(judgeEvalCase(second, eval_case_id as string, 'reject', { reason_code: 'duplicate' })).rejects.toMatchObject({
      code: 'not_a_candidate',
    });
  });

  it('lets one person do both where the project says so, and marks the case', async () => {
    const set = await stage();
    await globalDatabase().project.update({ where: { id: set.lead.projectId }, data: { settings: { allowSelfApproval: true } } });
    const run = await createReviewableRun(set.lead.projectId, { queueId: set.queueId });
    await claimItem(set.lead, 'invoices');
    const { eval_case_id } = await submitReview(set.lead, run.itemId, body(run, '41,300.00'), randomUUID());
    await judgeEvalCase(set.lead, eval_case_id as string, 'approve');
    expect(await getEvalCase(set.lead, eval_case_id as string)).toMatchObject({ state: 'approved', isSelfApproved: true });
  });

  it('is for leads, within their project, and recorded', async () => {
    const set = await stage();
    const { caseId, runId } = await decided(set);
    await expect(judgeEvalCase(set.ada, caseId, 'approve')).rejects.toMatchObject({ status: 403 });
    await expect(judgeEvalCase(await db.createProject(), caseId, 'approve')).rejects.toMatchObject({ status: 404 });
    await expect(judgeEvalCase(set.lead, caseId, 'reject')).rejects.toMatchObject({ status: 422, problems: [{ path: '/reason_code' }] });
    await judgeEvalCase(set.lead, caseId, 'reject', { reason_code: 'not_representative' });
    const { rows } = await owner.query(`SELECT payload FROM trail_entry WHERE run_id = $1 AND type = 'eval_case.rejected'`, [runId]);
    expect(JSON.parse(rows[0].payload)).toMatchObject({ facts: { case_id: caseId, reason_code: 'not_representative' } });
  });

  it('S30: a case without a decision is refused by the database', async () => {
    const set = await stage();
    const { caseId } = await decided(set);
    const made = await withProject(set.lead.projectId, (tx) =>
      tx.evalCase.findFirstOrThrow({ where: { projectId: set.lead.projectId, caseId } }),
    );
    const { setId, runId } = made;
    const forged = {
      projectId: set.lead.projectId,
      caseId: newId(),
      setId,
      runId,
      decisionId: newId(),
      state: 'candidate',
      body: {},
      sha256: 'x',
      createdBy: newId(),
      createdAt: new Date(),
    };
    await expect(withProject(set.lead.projectId, (tx) => tx.evalCase.create({ data: forged }))).rejects.toThrow(/Foreign key constraint/);
    expect(made.body).toMatchObject({ lineage: { decision_id: made.decisionId, trail_index: expect.stringMatching(/^\d+$/) } });
  });
});

describe('versions', () => {
  it('are immutable, hashed over exactly the bytes that are downloaded, and can be compared', async () => {
    const set = await stage();
    const [one, two] = [await decided(set), await decided(set, '41,301.00')];
    await expect(publishEvalVersion(set.lead, 'regressions')).rejects.toMatchObject({ code: 'no_approved_cases' });
    await judgeEvalCase(set.lead, one.caseId, 'approve');
    await judgeEvalCase(set.lead, two.caseId, 'approve');
    const first = await publishEvalVersion(set.lead, 'regressions', { note: 'First.' });
    const file = await collect(await streamEvalCases(set.ada, 'regressions', { version: 1 }));
    expect(first).toMatchObject({ version: 1, cases: 2, sha256: createHash('sha256').update(file).digest('hex') });
    await expect(publishEvalVersion(set.lead, 'regressions')).rejects.toMatchObject({ code: 'nothing_changed' });

    const amended = await amendDecision(set.lead, two.itemId, { ...body(two, '41,302.00'), reason_code: 'reviewer_error' }, randomUUID());
    const second = await db.createMember(set.lead, 'lead');
    await judgeEvalCase(second, amended.eval_case_id as string, 'approve');
    const three = await decided(set, '41,303.00');
    await judgeEvalCase(set.lead, three.caseId, 'approve');
    await publishEvalVersion(set.lead, 'regressions');
    expect(await diffEvalVersions(set.ada, 'regressions', 1, 2)).toEqual({
      added: [{ caseId: three.caseId, runId: three.runId }],
      removed: [],
      unchanged: 1,
      changed: [
        {
          runId: two.runId,
          fromCaseId: two.caseId,
          toCaseId: amended.eval_case_id,
          changes: [{ path: '/expected/output/total', kind: 'changed', left: '41,301.00', right: '41,302.00' }],
        },
      ],
    });
    expect(await collect(await streamEvalCases(set.ada, 'regressions', { version: 1 }))).toBe(file);
    expect((await listEvalVersions(set.ada, 'regressions')).map(({ version }) => version)).toEqual([2, 1]);
    await expect(streamEvalCases(set.ada, 'regressions', { version: 9 })).rejects.toMatchObject({ status: 404 });
    const app = new pg.Client({ connectionString: db.appUrl });
    await app.connect();
    for (const sql of [
      `UPDATE eval_version SET sha256 = 'x' WHERE project_id = '${set.lead.projectId}'`,
      `DELETE FROM eval_version WHERE project_id = '${set.lead.projectId}'`,
    ])
      await expect(app.query(sql)).rejects.toThrow(/permission denied/);
    await app.end();
  });

  it('count up by one when two leads publish at once', async () => {
    const set = await stage();
    const { caseId } = await decided(set);
    await judgeEvalCase(set.lead, caseId, 'approve');
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => publishEvalVersion(set.lead, 'regressions')));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.filter((result) => result.status === 'rejected' && result.reason.code === 'nothing_changed')).toHaveLength(4);
  });
});

describe('browsing', () => {
  it('pages through a living set once, and counts by state', async () => {
    const set = await stage();
    const cases = [await decided(set), await decided(set), await decided(set)];
    await judgeEvalCase(set.lead, cases[1]?.caseId as string, 'approve');
    const page = await listEvalCases(set.ada, 'regressions', { limit: 2 });
    const rest = await listEvalCases(set.ada, 'regressions', { limit: 2, cursor: page.nextCursor as string });
    expect([...page.cases, ...rest.cases].map(({ caseId }) => caseId)).toEqual(cases.map(({ caseId }) => caseId));
    expect(rest.nextCursor).toBeNull();
    expect(await listEvalSets(set.ada)).toMatchObject([{ name: 'regressions', candidates: 2, approved: 1, newestVersion: null }]);
    expect((await collect(await streamEvalCases(set.ada, 'regressions', {}))).trim().split('\n')).toHaveLength(1);
    await expect(listEvalCases(set.ada, 'regressions', { ...defaults, cursor: 'x' })).rejects.toMatchObject({ status: 422 });
  });

  it('keeps a decided run later, once, and not before it is decided', async () => {
    const set = await stage();
    const run = await createReviewableRun(set.lead.projectId, { queueId: set.queueId });
    await expect(keepRunAsEval(set.ada, run.runId, { set: 'golden' })).rejects.toMatchObject({ code: 'not_decided' });
    await claimItem(set.ada, 'invoices');
    await submitReview(
      set.ada,
      run.itemId,
      {
        revision: run.revision,
        outcome: 'approved',
        acknowledged_unseen: true,
        verdicts: [{ claim_id: 'c1', value: 'right', reason_code: 'verified_in_source' }],
      },
      randomUUID(),
    );
    const { evalCaseId } = await keepRunAsEval(set.ada, run.runId, { set: 'golden', expected_route: 'invoice-v2' });
    expect(await getEvalCase(set.lead, evalCaseId)).toMatchObject({
      set: 'golden',
      body: {
        expected: { route: 'invoice-v2' },
        review: { outcome: 'approved', claims: [{ claim_id: 'c1', reason_code: 'verified_in_source' }] },
      },
    });
    await expect(keepRunAsEval(set.lead, run.runId, { set: 'golden' })).rejects.toMatchObject({ code: 'already_kept' });
  });

  it('shows roles without sight of raw content the shape of a case only', async () => {
    const set = await stage();
    const { caseId, runId } = await decided(set);
    const viewer = await db.createMember(set.lead, 'viewer');
    const seen = await getEvalCase(viewer, caseId);
    expect(JSON.stringify(seen)).not.toContain('41,300');
    expect(seen.body).toMatchObject({ lineage: { run_id: runId }, expected: { output: { total: '•••' } } });
    await expect(streamEvalCases(viewer, 'regressions', {})).rejects.toMatchObject({ status: 403 });
  });
});
