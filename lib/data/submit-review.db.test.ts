import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { effectiveOutput } from '@/lib/domain/effective-output';
import { overridesOf } from '@/lib/domain/output-override';
import type { Actor } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run';
import { changeRun, createInvoiceDocument, createQueue, createReviewableRun, INVOICE_OUTPUT, INVOICE_TEXT, invoiceClaims, type ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { amendDecision } from './amend-decision';
import { withProject } from './database';
import { claimItem } from './item-claim';
import { recordItemVerb } from './item-verb';
import { pruneProject } from './prune';
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

type Person = Actor & { userId: string };
interface Stage { lead: Person; ada: Person; run: ReviewableRun; documentSha256: string }

/** One claimed item with its invoice. */
async function stage(options: Partial<Parameters<typeof createReviewableRun>[1]> = {}): Promise<Stage> {
  const lead = (await db.createProject()) as Person;
  const ada = await db.createMember(lead, 'reviewer');
  const documentSha256 = await createInvoiceDocument(lead.projectId);
  const run = await createReviewableRun(lead.projectId, { queueId: await createQueue(lead.projectId), ...options });
  await claimItem(ada, 'invoices');
  return { lead, ada, run, documentSha256 };
}

const correction = (run: ReviewableRun, more: object = {}) => ({
  revision: run.revision, outcome: 'corrected', note: 'Net and gross were mixed up.',
  verdicts: [
    { claim_id: 'c2', value: 'wrong', place: 'wrong', support: 'contradicts', corrected_value: '41,300.00', evidence: { document_id: 'inv-77', page: 1, quote: 'Total due 41,300.00' }, reason_code: 'number_wrong' },
    { claim_id: 'c1', value: 'right' },
  ], ...more,
});
const rows = async (table: string, projectId: string): Promise<Record<string, unknown>[]> => (await owner.query(`SELECT * FROM ${table} WHERE project_id = $1`, [projectId])).rows;
const events = (projectId: string, runId: string) => withProject(projectId, async (tx) => (await tx.reviewEvent.findMany({ where: { projectId, runId }, orderBy: { seq: 'asc' } })).map(recordedEvent));
const effective = async (run: ReviewableRun, projectId: string, output: Json = INVOICE_OUTPUT) => effectiveOutput(output, overridesOf(await events(projectId, run.runId))).output;

describe('a decision', () => {
  it('writes item, events, trail, REVIEW step, eval candidate, outbox and answer, and leaves the original alone', async () => {
    const { ada, run } = await stage();
    const answer = await submitReview(ada, run.itemId, correction(run), randomUUID());
    expect(answer).toMatchObject({ item_id: run.itemId, state: 'done', outcome: 'corrected' });
    expect(answer.events.map(({ verb, claim_id }) => [verb, claim_id])).toEqual([['submit', null], ['fix', 'c2'], ['right', 'c1']]);
    expect((await rows('item', ada.projectId))[0]).toMatchObject({ state: 'done', outcome: 'corrected', decided_by: ada.userId, lease_holder: null });
    expect((await rows('run', ada.projectId))[0]).toMatchObject({ review_outcome: 'corrected', revision: run.revision, phase: 'evaluated', eval_case_id: answer.eval_case_id });
    expect(await effective(run, ada.projectId)).toEqual({ ...INVOICE_OUTPUT, total: '41,300.00' });
    const entries = await rows('trail_entry', ada.projectId);
    expect(entries.map(({ type }) => type)).toEqual(['item.claimed', 'decision.submitted', 'verdict.recorded', 'verdict.recorded']);
    expect(String(entries[2]?.['payload'])).not.toContain('41,300');
    expect(answer.trail_index).toBe(1);
    const [step] = await rows('step', ada.projectId);
    expect(step).toMatchObject({ kind: 'REVIEW', step_id: answer.review_step_id, facts: { links: [{ traceId: run.runId, spanId: run.runId }] } });
    const [kept] = await rows('eval_case', ada.projectId);
    expect(kept).toMatchObject({ case_id: answer.eval_case_id, state: 'candidate', decision_id: answer.decision_id, body: { expected: { output: { total: '41,300.00' } }, lineage: { trail_index: '1' } } });
    expect(await rows('outbox', ada.projectId)).toMatchObject([{ kind: 'decision', payload: { decision_id: answer.decision_id } }]);
  });

  it('trap 10: keeps the evidence with its hash when document, claims and run are gone', async () => {
    const { ada, run, documentSha256 } = await stage();
    await submitReview(ada, run.itemId, correction(run), randomUUID());
    for (const table of ['document', 'document_page', 'claim', 'run', 'run_revision']) await owner.query(`DELETE FROM ${table} WHERE project_id = $1`, [ada.projectId]);
    const [fix, right] = (await events(ada.projectId, run.runId)).slice(-2);
    const start = INVOICE_TEXT.indexOf('Total due 41,300.00');
    expect(fix?.body).toMatchObject({
      claim: { text: '41,200.00', state: 'missing' },
      evidence: { document_id: 'inv-77', version: 1, sha256: documentSha256, page: 1, start, end: start + 19, quote: 'Total due 41,300.00', origin: 'reviewer', boxes: [[expect.any(Number), 100, expect.any(Number), 112]] },
    });
    expect(right?.body).toMatchObject({ shown: [{ quote: 'Acme GmbH', sha256: documentSha256, title: 'Invoice inv-77' }] });
    const [entry] = (await rows('trail_entry', ada.projectId)).filter(({ type }) => type === 'verdict.recorded');
    expect(JSON.parse(String(entry?.['payload']))).toMatchObject({ facts: { evidence: { sha256: documentSha256 } } });
  });

  it('trap 7: the server names every wrong field at once, and nothing is written', async () => {
    const { ada, run } = await stage();
    const wrong = correction(run, { verdicts: [
      { claim_id: 'c2', value: 'wrong', corrected_value: '41,200.00', reason_code: 'number_wrong' },
      { claim_id: 'c9', value: 'right' },
      { claim_id: 'c1', value: 'wrong', corrected_value: 'Acme AG' },
      { claim_id: 'c3', value: 'right', evidence: { document_id: 'nope', quote: 'x' } },
    ] });
    await expect(submitReview(ada, run.itemId, wrong, 'k1')).rejects.toMatchObject({ status: 422, problems: [
      { path: '/verdicts/0/corrected_value', code: 'not_a_correction' }, { path: '/verdicts/1/claim_id', code: 'unknown_claim' },
      { path: '/verdicts/2/reason_code', code: 'invalid_reason' }, { path: '/verdicts/3/evidence/document_id', code: 'unknown_document' },
    ] });
    await expect(submitReview(ada, run.itemId, { ...correction(run), projectId: 'x' }, 'k1')).rejects.toMatchObject({ status: 422 });
    await expect(submitReview(ada, run.itemId, correction(run, { verdicts: [{ claim_id: 'c2', value: 'right', evidence: { document_id: 'inv-77', page: 1, quote: 'Not on this page' } }], outcome: 'approved' }), 'k1')).rejects.toMatchObject({ problems: [{ path: '/verdicts/0/evidence/quote', code: 'quote_not_found' }] });
    expect(await rows('idempotency_key', ada.projectId)).toEqual([]);
    expect((await rows('review_event', ada.projectId)).map(({ verb }) => verb)).toEqual(['claim']);
    await expect(submitReview(ada, run.itemId, correction(run), 'k1')).resolves.toMatchObject({ state: 'done' });
  });

  it('trap 18: a value that is called right leaves no correction behind', async () => {
    const { ada, run } = await stage();
    await submitReview(ada, run.itemId, { revision: run.revision, outcome: 'approved', acknowledged_unseen: true, verdicts: [{ claim_id: 'c1', value: 'right', corrected_value: null }] }, randomUUID());
    const [right] = (await rows('review_event', ada.projectId)).filter(({ verb }) => verb === 'right');
    expect(right).toMatchObject({ before: 'Acme GmbH', after: null, body: { change: 'keep' } });
    expect(await effective(run, ada.projectId)).toEqual(INVOICE_OUTPUT);
    expect(await rows('eval_case', ada.projectId)).toEqual([]);
  });

  it('trap 13: can say that a field has no right value, and that nothing is correct', async () => {
    const one = await stage();
    await submitReview(one.ada, one.run.itemId, { revision: one.run.revision, outcome: 'corrected', verdicts: [{ claim_id: 'c3', value: 'wrong', absent: true, reason_code: 'invented' }] }, randomUUID());
    expect(await effective(one.run, one.ada.projectId)).toEqual({ buyer: 'Acme GmbH', total: '41,200.00' });
    const all = await stage();
    await submitReview(all.ada, all.run.itemId, { revision: all.run.revision, outcome: 'rejected', nothing_correct: true, eval: { set: 'refusals' } }, randomUUID());
    expect(await effective(all.run, all.ada.projectId)).toBeNull();
    expect((await rows('eval_case', all.ada.projectId))[0]).toMatchObject({ body: { expected: { output: null, is_nothing_correct: true } } });
  });

  it('does not approve flagged claims unseen without saying so, and records which', async () => {
    const { ada, run } = await stage();
    const approval = { revision: run.revision, outcome: 'approved' };
    await expect(submitReview(ada, run.itemId, approval, 'k')).rejects.toMatchObject({ status: 422, problems: [{ path: '/acknowledged_unseen', code: 'unseen_claims' }] });
    await submitReview(ada, run.itemId, { ...approval, acknowledged_unseen: true }, 'k');
    expect((await rows('review_event', ada.projectId)).find(({ verb }) => verb === 'submit')).toMatchObject({ body: { acknowledged_unseen: ['c2'] } });
  });

  it('takes evidence from a passage of the run where there is no document', async () => {
    const { ada, run } = await stage({ facts: { input: 'How long?', output: 'Refunds take 41 days.', context: [{ id: 'p', content: 'Refunds take 14 days after receipt.' }] }, claims: [{ claimId: 'c1', ordinal: 0, kind: 'sentence', path: null, range: [0, 21], text: 'Refunds take 41 days.', value: null, state: 'missing', anchors: [], candidates: [], risk: 0.9 }], findings: [] });
    await submitReview(ada, run.itemId, { revision: run.revision, outcome: 'corrected', verdicts: [{ claim_id: 'c1', value: 'wrong', corrected_value: 'Refunds take 14 days.', evidence: { passage: 0, quote: 'Refunds take 14 days' }, reason_code: 'number_wrong' }] }, randomUUID());
    expect(await effective(run, ada.projectId, 'Refunds take 41 days.')).toBe('Refunds take 14 days.');
    expect((await events(ada.projectId, run.runId)).at(-1)?.body).toMatchObject({ evidence: { passage: 0, quote: 'Refunds take 14 days', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  });
});

describe('who decides, and on what', () => {
  it('trap 8: a stale revision is refused with what changed', async () => {
    const { ada, run } = await stage();
    const now = await changeRun(ada.projectId, run, { ...run.record.facts, output: { ...INVOICE_OUTPUT, total: '41,250.00' }, promptVersion: '4' }, invoiceClaims('41,250.00'));
    await expect(submitReview(ada, run.itemId, correction(run), 'k')).rejects.toMatchObject({
      status: 409, code: 'stale_revision',
      extra: { revision: now, seen_revision: run.revision, changed: { fields: ['output', 'prompt_version'], claims: [{ claim_id: 'c2', change: 'text', was: '41,200.00', is: '41,250.00' }] } },
    });
    await expect(submitReview(ada, run.itemId, correction({ ...run, revision: 'sha256:unheard-of' }), 'k')).rejects.toMatchObject({ code: 'stale_revision', extra: { changed: null } });
    await expect(submitReview(ada, run.itemId, correction({ ...run, revision: now }), 'k')).resolves.toMatchObject({ state: 'done' });
  });

  it('trap 1: of two people who held the item one decides, and the other is told', async () => {
    const { lead, ada, run } = await stage();
    await owner.query(`UPDATE item SET lease_expires_at = now() - interval '1 second' WHERE item_id = $1`, [run.itemId]);
    await expect(submitReview(ada, run.itemId, correction(run), 'k')).rejects.toMatchObject({ code: 'lease_lost', extra: { can_claim: true } });
    const ben = await db.createMember(lead, 'reviewer');
    await claimItem(ben, 'invoices');
    await expect(submitReview(ada, run.itemId, correction(run), 'k')).rejects.toMatchObject({ code: 'lease_lost', extra: { can_claim: false } });
    await submitReview(ben, run.itemId, correction(run), 'k');
    await expect(submitReview(ada, run.itemId, correction(run), 'k')).rejects.toMatchObject({ code: 'already_decided' });
    expect((await rows('review_event', ada.projectId)).filter(({ verb }) => verb === 'submit')).toHaveLength(1);
  });

  it('is refused for other roles, other projects and items that are not held', async () => {
    const { lead, ada, run } = await stage();
    const stranger = (await db.createProject()) as Person;
    await expect(submitReview(await db.createMember(lead, 'viewer'), run.itemId, correction(run), 'k')).rejects.toMatchObject({ status: 403 });
    await expect(submitReview(stranger, run.itemId, correction(run), 'k')).rejects.toMatchObject({ status: 404 });
    await expect(submitReview(lead, run.itemId, correction(run), 'k')).rejects.toMatchObject({ code: 'lease_lost' });
    await recordItemVerb(ada, run.itemId, 'release', {});
    await expect(submitReview(ada, run.itemId, correction(run), 'k')).rejects.toMatchObject({ code: 'lease_lost' });
  });

  it('T6: one key has one effect and one answer, however often it is sent at once', async () => {
    const { ada, run } = await stage();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 100 }, () => submitReview(ada, run.itemId, correction(run), key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await rows('review_event', ada.projectId)).filter(({ verb }) => verb === 'submit')).toHaveLength(1);
    expect(await rows('eval_case', ada.projectId)).toHaveLength(1);
    const { verdicts, ...rest } = correction(run);
    await expect(submitReview(ada, run.itemId, { verdicts, ...rest }, key)).resolves.toMatchObject({ state: 'done' });
    await expect(submitReview(ada, run.itemId, correction(run, { note: 'Another note.' }), key)).rejects.toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    const other = await createReviewableRun(ada.projectId, { queueId: (await rows('queue', ada.projectId))[0]?.['queue_id'] as string });
    await claimItem(ada, 'invoices');
    await expect(submitReview(ada, other.itemId, correction(other), key)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    await owner.query(`UPDATE idempotency_key SET created_at = now() - interval '60 days' WHERE project_id = $1`, [ada.projectId]);
    await pruneProject(ada.projectId);
    await expect(submitReview(ada, other.itemId, correction(other), key)).resolves.toMatchObject({ item_id: other.itemId });
  });
});

describe('trap 14: an amendment', () => {
  it('takes the place of the decision, keeps it on record and supersedes its eval case', async () => {
    const { lead, ada, run } = await stage();
    const decision = await submitReview(ada, run.itemId, correction(run), randomUUID());
    const amendment = { revision: run.revision, outcome: 'corrected', reason_code: 'reviewer_error', verdicts: [{ claim_id: 'c1', value: 'wrong', corrected_value: 'Acme AG', reason_code: 'name_wrong' }] };
    await expect(amendDecision(ada, run.itemId, amendment, 'k')).rejects.toMatchObject({ status: 403 });
    await expect(amendDecision(lead, run.itemId, { ...amendment, reason_code: 'other' }, 'k')).rejects.toMatchObject({ problems: [{ path: '/note' }] });
    const amended = await amendDecision(lead, run.itemId, amendment, 'k');
    expect(await amendDecision(lead, run.itemId, amendment, 'k')).toEqual(amended);
    expect(await effective(run, lead.projectId)).toEqual({ ...INVOICE_OUTPUT, buyer: 'Acme AG' });
    const cases = await rows('eval_case', lead.projectId);
    expect(cases.map(({ decision_id, state }) => [decision_id, state]).sort()).toEqual([[decision.decision_id, 'superseded'], [amended.decision_id, 'candidate']].sort());
    const entry = (await rows('trail_entry', lead.projectId)).find(({ type }) => type === 'decision.amended');
    expect(JSON.parse(String(entry?.['payload']))).toMatchObject({ previous_decision_id: decision.decision_id, decision_id: amended.decision_id });
    expect((await rows('review_event', lead.projectId)).map(({ verb }) => verb).sort()).toEqual(['amend', 'claim', 'fix', 'fix', 'right', 'submit']);
    await expect(amendDecision(lead, run.itemId, { ...amendment, decision_id: decision.decision_id }, 'k2')).rejects.toMatchObject({ code: 'already_amended', extra: { decision_id: amended.decision_id } });
    expect((await rows('step', lead.projectId)).filter(({ kind }) => kind === 'REVIEW')).toHaveLength(2);
  });

  it('trap 9: nothing of a decision can be changed or deleted by the application', async () => {
    const { ada, run } = await stage();
    await submitReview(ada, run.itemId, correction(run), randomUUID());
    const app = new pg.Client({ connectionString: db.appUrl });
    await app.connect();
    for (const table of ['review_event', 'trail_entry']) {
      for (const sql of [`UPDATE ${table} SET at = now() WHERE project_id = '${ada.projectId}'`, `DELETE FROM ${table} WHERE project_id = '${ada.projectId}'`, `TRUNCATE ${table}`]) {
        await expect(app.query(sql)).rejects.toThrow(/permission denied/);
      }
    }
    await expect(app.query(`UPDATE eval_case SET body = '{}' WHERE project_id = '${ada.projectId}'`)).rejects.toThrow(/permission denied/);
    await app.end();
  });
});
