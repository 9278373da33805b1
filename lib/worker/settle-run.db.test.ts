import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateRun } from '@/lib/checks/evaluate-run';
import { createDocument } from '@/lib/data/documents/create-document';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { loadEvaluation } from '@/lib/data/checking/load-evaluation';
import { storeEvaluation } from '@/lib/data/checking/store-evaluation';
import type { Actor } from '@/lib/domain/policy';
import { postedStep, postRun, RIGHT_ANSWER, WRONG_ANSWER } from '@/prisma/scenarios/posted-run';
import { testDatabase, type TestDatabase } from '@/prisma/test-database';
import { recheckDocument } from './recheck-document';
import { settleRun } from './settle-run';

let db: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
});
afterAll(() => db.close());

const settle = (runId: string) => settleRun({ projectId: actor.projectId, runId });
const read = (runId: string) =>
  withProject(actor.projectId, async (tx) => {
    const where = { projectId: actor.projectId, runId };
    return {
      run: await tx.run.findUniqueOrThrow({ where: { projectId_runId: where } }),
      revisions: await tx.runRevision.findMany({ where, orderBy: { seq: 'asc' }, select: { revision: true, seq: true } }),
      claims: await tx.claim.findMany({ where, orderBy: { ordinal: 'asc' } }),
      findings: await tx.finding.findMany({ where, orderBy: { ordinal: 'asc' } }),
      passages: await tx.passage.findMany({ where }),
      risk: await tx.risk.findMany({ where }),
      search: await tx.runSearch.findUnique({ where: { projectId_runId: where } }),
      jobs: await tx.$queryRaw<
        { inMs: number }[]
      >`SELECT extract(epoch FROM p.run_at - now())::float8 * 1000 AS "inMs" FROM graphile_worker._private_jobs p
        WHERE p.payload->>'runId' = ${runId} AND p.payload->>'projectId' = ${actor.projectId}`,
    };
  });

describe('settling', () => {
  it('checks a run that was posted whole at once, and stores all of it under its revision', async () => {
    const runId = await postRun(actor, { output: WRONG_ANSWER });
    await settle(runId);
    const { run, revisions, claims, findings, passages, risk, search } = await read(runId);
    expect(run).toMatchObject({ phase: 'evaluated', name: 'policy-answer', environment: 'production', claimCount: 1, documentIds: [] });
    expect(run.evaluatedAt).not.toBeNull();
    expect(revisions).toEqual([{ revision: run.revision, seq: 1 }]);
    expect(claims).toMatchObject([{ text: WRONG_ANSWER, revision: run.revision }]);
    expect(findings.map(({ code }) => code)).toContain('number_not_in_source');
    expect([...run.codes].sort()).toEqual([...new Set(findings.map(({ code }) => code))].sort());
    expect(passages).toMatchObject([{ passageId: 'p1', content: expect.stringContaining('30 days') as string }]);
    expect(risk).toMatchObject([{ revision: run.revision, score: run.risk }]);
    expect(search?.output).toBe(WRONG_ANSWER);
  });

  it('gives the same when it is done twice, and is nothing for a run that is not there', async () => {
    const runId = await postRun(actor);
    await settle(runId);
    const first = await read(runId);
    await settle(runId);
    const second = await read(runId);
    const content = ({ run, jobs: _, ...rest }: typeof first) => ({ ...rest, run: { ...run, evaluatedAt: null } });
    expect(content(second)).toEqual(content(first));
    await expect(settle('nobody')).resolves.toBeUndefined();
    await expect(settleRun({ projectId: actor.projectId })).rejects.toThrow();
  });

  it('waits while a traced run moves: five seconds after its root ended, ten minutes when no root has', async () => {
    const open = await postRun(actor, {}, { isWhole: false, steps: [postedStep('a', { endNs: null, status: 'running' })] });
    const ended = await postRun(actor, {}, { isWhole: false, steps: [postedStep('b')] });
    for (const runId of [open, ended]) await settle(runId);
    expect((await read(open)).run.phase).toBe('receiving');
    expect((await read(open)).jobs).toHaveLength(1);
    expect((await read(open)).jobs[0]?.inMs).toBeGreaterThan(500_000);
    expect((await read(ended)).jobs[0]?.inMs).toBeLessThan(5100);
    await withProject(
      actor.projectId,
      (tx) =>
        tx.$executeRaw`UPDATE run SET last_step_at = now() - interval '6 seconds' WHERE project_id = ${actor.projectId}::uuid AND run_id IN (${open}, ${ended})`,
    );
    for (const runId of [open, ended]) await settle(runId);
    expect((await read(open)).run.phase).toBe('receiving');
    expect((await read(ended)).run.phase).toBe('evaluated');
  });

  it('goes by the earliest step without a known parent where no root comes: at once when its parent is elsewhere, after half a minute when not', async () => {
    const entry = await postRun(actor, {}, { isWhole: false, steps: [postedStep('a', { parentId: 'gateway', facts: { isEntry: true } })] });
    const late = await postRun(
      actor,
      {},
      { isWhole: false, steps: [postedStep('b', { parentId: 'late' }), postedStep('c', { parentId: 'b' })] },
    );
    const open = await postRun(
      actor,
      {},
      { isWhole: false, steps: [postedStep('d', { parentId: 'gone', endNs: null, status: 'running' })] },
    );
    for (const runId of [entry, late, open]) await settle(runId);
    const waits = await Promise.all([entry, late, open].map(async (runId) => (await read(runId)).jobs[0]?.inMs ?? 0));
    expect(waits.map((ms) => (ms <= 5100 ? 'settle' : ms <= 30_100 ? 'late parent' : 'stale'))).toEqual(['settle', 'late parent', 'stale']);
  });

  it('is given up when a step comes between reading and storing, and done anew with it', async () => {
    const runId = await postRun(actor, {}, { isWhole: false, steps: [postedStep('root')] });
    const loaded = await loadEvaluation(actor.projectId, runId);
    if (!loaded) throw new Error('the run is not there');
    expect((await read(runId)).run.phase).toBe('settled');
    await ingestRuns(actor, [
      { runId, source: 'plain', isWhole: false, facts: {}, aliases: [], steps: [postedStep('late', { parentId: 'root' })] },
    ]);
    expect(await storeEvaluation(actor.projectId, loaded, evaluateRun(loaded))).toBe(false);
    const { run, revisions } = await read(runId);
    expect([run.phase, run.revision, revisions]).toEqual(['receiving', null, []]);
    const again = await loadEvaluation(actor.projectId, runId);
    expect(again?.steps.map(({ stepId }) => stepId)).toEqual(['root', 'late']);
    expect(again && (await storeEvaluation(actor.projectId, again, evaluateRun(again)))).toBe(true);
  });

  it('stores once when two workers check one run: the later one gives up and asks again', async () => {
    const runId = await postRun(actor);
    const [a, b] = await Promise.all([loadEvaluation(actor.projectId, runId), loadEvaluation(actor.projectId, runId)]);
    if (!a || !b) throw new Error('the run is not there');
    const stored = await Promise.all([
      storeEvaluation(actor.projectId, a, evaluateRun(a)),
      storeEvaluation(actor.projectId, b, evaluateRun(b)),
    ]);
    expect([...stored].sort()).toEqual([false, true]);
    await Promise.all([settle(runId), settle(runId), settle(runId)]);
    const { run, revisions, claims } = await read(runId);
    expect([run.phase, revisions.length, claims.length]).toEqual(['evaluated', 1, 1]);
  });

  it('makes a new revision of a run that changed and keeps the old one', async () => {
    const runId = await postRun(actor, { output: WRONG_ANSWER });
    await settle(runId);
    await postRun(actor, { output: RIGHT_ANSWER }, { runId });
    await settle(runId);
    await postRun(actor, { output: WRONG_ANSWER }, { runId });
    await settle(runId);
    const { run, revisions } = await read(runId);
    expect(revisions.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(run.revision).toBe(revisions[0]?.revision);
  });

  it('checks a run again when a document that it names comes, also between reading and storing', async () => {
    const documentId = 'lease-9';
    const runId = await postRun(actor, { output: 'The rent is 1,250 EUR.', contextRefs: [`doc:${documentId}`] }, {});
    await withProject(
      actor.projectId,
      (tx) => tx.$executeRaw`DELETE FROM graphile_worker._private_jobs j WHERE j.payload->>'projectId' = ${actor.projectId}`,
    );
    const early = await loadEvaluation(actor.projectId, runId);
    if (!early) throw new Error('the run is not there');
    await createDocument(actor, { documentId, bytes: Buffer.from('The rent is 1,250 EUR.') });
    await recheckDocument({ projectId: actor.projectId, documentId });
    expect((await read(runId)).jobs).toHaveLength(1);
    expect(await storeEvaluation(actor.projectId, early, evaluateRun(early))).toBe(true);
    expect((await read(runId)).findings.map(({ code }) => code)).toContain('document_missing');
    await settle(runId);
    const { run, findings, claims, revisions } = await read(runId);
    expect(findings.map(({ code }) => code)).not.toContain('document_missing');
    expect(claims).toMatchObject([{ state: 'exact' }]);
    expect([run.documentIds, revisions.length]).toEqual([[documentId], 1]);
  });

  it('says of a run that cannot be checked that it was not, and a person gets to see it', async () => {
    const runId = await postRun(actor);
    const loaded = await loadEvaluation(actor.projectId, runId);
    if (!loaded) throw new Error('the run is not there');
    const { evaluateWithin } = await import('@/lib/checks/evaluate-within');
    const { evaluation, failure } = evaluateWithin(50, loaded, () => {
      for (;;);
    });
    expect(failure).toMatchObject({ name: 'OutOfTime' });
    expect(await storeEvaluation(actor.projectId, loaded, evaluation)).toBe(true);
    expect((await read(runId)).findings).toMatchObject([{ code: 'run_not_checked', severity: 'high' }]);
  });

  it('stores quotes that were cut in the middle of a character', async () => {
    const runId = await postRun(actor);
    const loaded = await loadEvaluation(actor.projectId, runId);
    if (!loaded) throw new Error('the run is not there');
    const evaluation = evaluateRun(loaded);
    const detail = `half a smile \ud83d and a \0`;
    const finding = {
      code: 'weak_match',
      severity: 'low' as const,
      claimId: null,
      stepId: null,
      detail,
      anchors: [],
      checkId: 'x',
      checkVersion: '1',
    };
    expect(await storeEvaluation(actor.projectId, loaded, { ...evaluation, findings: [finding] })).toBe(true);
    expect((await read(runId)).findings).toMatchObject([{ detail: 'half a smile \ufffd and a \ufffd' }]);
  });
});

describe('a run of twenty thousand steps', () => {
  it('is settled whole, every step in its revision', async () => {
    const steps = [
      postedStep('root'),
      ...Array.from({ length: 19_999 }, (_, at) =>
        postedStep(`s${at}`, {
          parentId: at === 0 ? 'root' : `s${at - 1}`,
          kind: 'TOOL',
          name: `tool ${at % 7}`,
          input: { at },
          output: { rows: [at] },
        }),
      ),
    ];
    const runId = await postRun(actor, {}, { steps });
    await settle(runId);
    const { run, revisions } = await read(runId);
    expect(run).toMatchObject({ phase: 'evaluated', stepCount: 20_000, errorCount: 0 });
    const [row] = await withProject(
      actor.projectId,
      (tx) => tx.$queryRaw<{ steps: number; deepest: number }[]>`
      SELECT jsonb_array_length(r.record->'steps') AS steps, (r.record->'steps'->-1->>'depth')::int AS deepest FROM run_revision r
      WHERE r.project_id = ${actor.projectId}::uuid AND r.run_id = ${runId} AND r.revision = ${revisions[0]?.revision ?? ''}`,
    );
    expect(row).toEqual({ steps: 20_000, deepest: 19_999 });
  }, 180_000);
});
