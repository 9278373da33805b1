import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POST as postRuns } from '@/app/api/v1/runs/route';
import { globalDatabase, withProject } from '@/lib/data/database';
import { claimItem } from '@/lib/data/queues/item-claim';
import { getItemForReview } from '@/lib/data/queues/item-review';
import { createKey } from '@/lib/data/people/keys';
import { putQueue } from '@/lib/data/queues/queues';
import { getRun } from '@/lib/data/runs/run-detail';
import { listRunSteps } from '@/lib/data/runs/run-steps';
import { submitReview } from '@/lib/data/review/submit-review';
import type { Actor } from '@/lib/domain/policy';
import { settleRun } from '@/lib/worker/settle-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';

let db: TestDatabase;
let owner: Actor;
let key: string;
beforeAll(async () => {
  db = await testDatabase();
  owner = await db.createProject();
  key = (await createKey(owner, { name: 'test', scopes: ['ingest'], isPersonal: true, expiresInDays: 1 })).text;
});
afterAll(() => db.close());

async function post(record: object): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const request = new Request('http://localhost/api/v1/runs', { method: 'POST', headers, body: JSON.stringify(record) });
  const response = await postRuns(request, { params: Promise.resolve({}) });
  expect(await response.json()).toMatchObject({ accepted: 1, rejected: [] });
}

const record = (output: object) => ({
  run_id: 'R-8F3A',
  input: 'Read the invoice.',
  output,
  route: 'invoice',
  context: [{ id: 'p1', content: 'Invoice 77. Buyer: Acme GmbH. Total due 41,300.00 EUR.' }],
  steps: [
    {
      step_id: 's1',
      kind: 'LLM',
      name: 'extract',
      input: 'Read the invoice.',
      output,
      started_at: '2026-01-01T00:00:00Z',
      ended_at: '2026-01-01T00:00:01Z',
    },
  ],
});

it('a decision neither changes nor reopens its run, a late change of the run shows, and no correction is lost or misapplied', async () => {
  const { projectId } = owner;
  await putQueue(owner, 'numbers', { rules: [{ name: 'wrong numbers', when: { route: ['invoice'] } }] });
  await post(record({ buyer: 'Acme GmbH', total: '41,200.00' }));
  await settleRun({ projectId, runId: 'R-8F3A' });
  const claimed = await claimItem(owner, 'numbers');
  const seen = await getItemForReview(owner, claimed?.itemId ?? '');
  const total = seen.run.claims.find(({ path }) => path === '/total');
  expect(seen.flagged).toContain(total?.claimId);
  const correction = {
    claim_id: total?.claimId,
    value: 'wrong',
    corrected_value: '41,300.00',
    evidence: { passage: 0, quote: '41,300.00' },
    reason_code: 'number_wrong',
  };
  await submitReview(owner, seen.item.itemId, { revision: seen.run.revision, outcome: 'corrected', verdicts: [correction] }, randomUUID());

  const jobs = await globalDatabase().$queryRaw<
    { n: number }[]
  >`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'settle-run' AND run_at > now()`;
  expect(jobs[0]?.n).toBe(0);
  await settleRun({ projectId, runId: 'R-8F3A' });
  const after = await getRun(owner, 'R-8F3A');
  expect(after).toMatchObject({
    revision: seen.run.revision,
    effectiveOutput: { total: '41,300.00' },
    originalOutput: { total: '41,200.00' },
    reviewOutcome: 'corrected',
  });
  expect(after.findings.map(({ code }) => code)).not.toContain('run_changed_after_review');
  expect(after.reviewSteps).toHaveLength(1);
  expect((await listRunSteps(owner, 'R-8F3A')).steps.map(({ kind }) => kind)).toEqual(['LLM', 'REVIEW']);

  await post(record({ buyer: 'Acme GmbH', total: '41,250.00' }));
  await settleRun({ projectId, runId: 'R-8F3A' });
  const changed = await getRun(owner, 'R-8F3A');
  expect(changed.revision).not.toBe(seen.run.revision);
  expect(changed.findings.map(({ code }) => code)).toContain('run_changed_after_review');
  expect(changed).toMatchObject({
    effectiveOutput: { total: '41,250.00' },
    unapplied: [{ reason: 'original_differs', override: { after: '41,300.00' } }],
  });
  const item = await withProject(projectId, (tx) =>
    tx.item.findFirst({ where: { projectId }, select: { state: true, isChangedSince: true } }),
  );
  expect(item).toEqual({ state: 'done', isChangedSince: true });
});
