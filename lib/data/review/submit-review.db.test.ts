import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { effectiveOutput } from '@/lib/domain/review/effective-output';
import { overridesOf } from '@/lib/domain/review/output-override';
import type { Json } from '@/lib/domain/run/run';
import { claimedItem, totalCorrected } from '@/prisma/scenarios/claimed-item';
import { INVOICE_OUTPUT, INVOICE_TEXT } from '@/prisma/scenarios/invoice';
import type { ReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
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
const effective = async (run: ReviewableRun, projectId: string, output: Json = INVOICE_OUTPUT) =>
  effectiveOutput(output, overridesOf(await events(projectId, run.runId))).output;

describe('a decision', () => {
  it('writes item, events, trail, REVIEW step, eval candidate, outbox and answer, and leaves the original alone', async () => {
    const { ada, run } = await claimedItem(db);
    const answer = await submitReview(ada, run.itemId, totalCorrected(run), randomUUID());
    expect(answer).toMatchObject({ item_id: run.itemId, state: 'done', outcome: 'corrected' });
    expect(answer.events.map(({ verb, claim_id }) => [verb, claim_id])).toEqual([
      ['submit', null],
      ['fix', 'c2'],
      ['right', 'c1'],
    ]);
    expect((await rows('item', ada.projectId))[0]).toMatchObject({
      state: 'done',
      outcome: 'corrected',
      decided_by: ada.userId,
      lease_holder: null,
    });
    expect((await rows('run', ada.projectId))[0]).toMatchObject({
      review_outcome: 'corrected',
      revision: run.revision,
      phase: 'evaluated',
      eval_case_id: answer.eval_case_id,
    });
    expect(await effective(run, ada.projectId)).toEqual({ ...INVOICE_OUTPUT, total: '41,300.00' });
    const entries = await rows('trail_entry', ada.projectId);
    expect(entries.map(({ type }) => type)).toEqual(['item.claimed', 'decision.submitted', 'verdict.recorded', 'verdict.recorded']);
    expect(String(entries[2]?.['payload'])).not.toContain('41,300');
    expect(answer.trail_index).toBe(1);
    const [step] = await rows('step', ada.projectId);
    expect(step).toMatchObject({
      kind: 'REVIEW',
      step_id: answer.review_step_id,
      facts: { links: [{ traceId: run.runId, spanId: run.runId }] },
    });
    const [kept] = await rows('eval_case', ada.projectId);
    expect(kept).toMatchObject({
      case_id: answer.eval_case_id,
      state: 'candidate',
      decision_id: answer.decision_id,
      body: { expected: { output: { total: '41,300.00' } }, lineage: { trail_index: '1' } },
    });
    expect(await rows('outbox', ada.projectId)).toMatchObject([{ kind: 'decision', payload: { decision_id: answer.decision_id } }]);
  });

  it('trap 10: keeps the evidence with its hash when document, claims and run are gone', async () => {
    const { ada, run, documentSha256 } = await claimedItem(db);
    await submitReview(ada, run.itemId, totalCorrected(run), randomUUID());
    for (const table of ['document', 'document_page', 'claim', 'run', 'run_revision'])
      await owner.query(`DELETE FROM ${table} WHERE project_id = $1`, [ada.projectId]);
    const [fix, right] = (await events(ada.projectId, run.runId)).slice(-2);
    const start = INVOICE_TEXT.indexOf('Total due 41,300.00');
    expect(fix?.body).toMatchObject({
      claim: { text: '41,200.00', state: 'missing' },
      evidence: {
        document_id: 'inv-77',
        version: 1,
        sha256: documentSha256,
        page: 1,
        start,
        end: start + 19,
        quote: 'Total due 41,300.00',
        origin: 'reviewer',
        boxes: [[expect.any(Number), 100, expect.any(Number), 112]],
      },
    });
    expect(right?.body).toMatchObject({ shown: [{ quote: 'Acme GmbH', sha256: documentSha256, title: 'Invoice inv-77' }] });
    const [entry] = (await rows('trail_entry', ada.projectId)).filter(({ type }) => type === 'verdict.recorded');
    expect(JSON.parse(String(entry?.['payload']))).toMatchObject({ facts: { evidence: { sha256: documentSha256 } } });
  });

  it('trap 7: the server names every wrong field at once, and nothing is written', async () => {
    const { ada, run } = await claimedItem(db);
    const wrong = totalCorrected(run, {
      verdicts: [
        { claim_id: 'c2', value: 'wrong', corrected_value: '41,200.00', reason_code: 'number_wrong' },
        { claim_id: 'c9', value: 'right' },
        { claim_id: 'c1', value: 'wrong', corrected_value: 'Acme AG' },
        { claim_id: 'c3', value: 'right', evidence: { document_id: 'nope', quote: 'x' } },
      ],
    });
    await expect(submitReview(ada, run.itemId, wrong, 'k1')).rejects.toMatchObject({
      status: 422,
      problems: [
        { path: '/verdicts/0/corrected_value', code: 'not_a_correction' },
        { path: '/verdicts/1/claim_id', code: 'unknown_claim' },
        { path: '/verdicts/2/reason_code', code: 'invalid_reason' },
        { path: '/verdicts/3/evidence/document_id', code: 'unknown_document' },
      ],
    });
    await expect(submitReview(ada, run.itemId, { ...totalCorrected(run), projectId: 'x' }, 'k1')).rejects.toMatchObject({ status: 422 });
    await expect(
      submitReview(
        ada,
        run.itemId,
        totalCorrected(run, {
          verdicts: [{ claim_id: 'c2', value: 'right', evidence: { document_id: 'inv-77', page: 1, quote: 'Not on this page' } }],
          outcome: 'approved',
        }),
        'k1',
      ),
    ).rejects.toMatchObject({ problems: [{ path: '/verdicts/0/evidence/quote', code: 'quote_not_found' }] });
    expect(await rows('idempotency_key', ada.projectId)).toEqual([]);
    expect((await rows('review_event', ada.projectId)).map(({ verb }) => verb)).toEqual(['claim']);
    await expect(submitReview(ada, run.itemId, totalCorrected(run), 'k1')).resolves.toMatchObject({ state: 'done' });
  });

  it('trap 18: a value that is called right leaves no correction behind', async () => {
    const { ada, run } = await claimedItem(db);
    await submitReview(
      ada,
      run.itemId,
      {
        revision: run.revision,
        outcome: 'approved',
        acknowledged_unseen: true,
        verdicts: [{ claim_id: 'c1', value: 'right', corrected_value: null }],
      },
      randomUUID(),
    );
    const [right] = (await rows('review_event', ada.projectId)).filter(({ verb }) => verb === 'right');
    expect(right).toMatchObject({ before: 'Acme GmbH', after: null, body: { change: 'keep' } });
    expect(await effective(run, ada.projectId)).toEqual(INVOICE_OUTPUT);
    expect(await rows('eval_case', ada.projectId)).toEqual([]);
  });

  it('trap 13: can say that a field has no right value, and that nothing is correct', async () => {
    const one = await claimedItem(db);
    await submitReview(
      one.ada,
      one.run.itemId,
      {
        revision: one.run.revision,
        outcome: 'corrected',
        verdicts: [{ claim_id: 'c3', value: 'wrong', absent: true, reason_code: 'invented' }],
      },
      randomUUID(),
    );
    expect(await effective(one.run, one.ada.projectId)).toEqual({ buyer: 'Acme GmbH', total: '41,200.00' });
    const all = await claimedItem(db);
    await submitReview(
      all.ada,
      all.run.itemId,
      { revision: all.run.revision, outcome: 'rejected', nothing_correct: true, eval: { set: 'refusals' } },
      randomUUID(),
    );
    expect(await effective(all.run, all.ada.projectId)).toBeNull();
    expect((await rows('eval_case', all.ada.projectId))[0]).toMatchObject({
      body: { expected: { output: null, is_nothing_correct: true } },
    });
  });

  it('does not approve flagged claims unseen without saying so, and records which', async () => {
    const { ada, run } = await claimedItem(db);
    const approval = { revision: run.revision, outcome: 'approved' };
    await expect(submitReview(ada, run.itemId, approval, 'k')).rejects.toMatchObject({
      status: 422,
      problems: [{ path: '/acknowledged_unseen', code: 'unseen_claims' }],
    });
    await submitReview(ada, run.itemId, { ...approval, acknowledged_unseen: true }, 'k');
    expect((await rows('review_event', ada.projectId)).find(({ verb }) => verb === 'submit')).toMatchObject({
      body: { acknowledged_unseen: ['c2'] },
    });
  });

  it('takes evidence from a passage of the run where there is no document', async () => {
    const { ada, run } = await claimedItem(db, {
      facts: {
        input: 'How long?',
        output: 'Refunds take 41 days.',
        context: [{ id: 'p', content: 'Refunds take 14 days after receipt.' }],
      },
      claims: [
        {
          claimId: 'c1',
          ordinal: 0,
          kind: 'sentence',
          path: null,
          range: [0, 21],
          text: 'Refunds take 41 days.',
          value: null,
          state: 'missing',
          anchors: [],
          candidates: [],
          risk: 0.9,
          terms: [],
        },
      ],
      findings: [],
    });
    await submitReview(
      ada,
      run.itemId,
      {
        revision: run.revision,
        outcome: 'corrected',
        verdicts: [
          {
            claim_id: 'c1',
            value: 'wrong',
            corrected_value: 'Refunds take 14 days.',
            evidence: { passage: 0, quote: 'Refunds take 14 days' },
            reason_code: 'number_wrong',
          },
        ],
      },
      randomUUID(),
    );
    expect(await effective(run, ada.projectId, 'Refunds take 41 days.')).toBe('Refunds take 14 days.');
    expect((await events(ada.projectId, run.runId)).at(-1)?.body).toMatchObject({
      evidence: { passage: 0, quote: 'Refunds take 14 days', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });
});
