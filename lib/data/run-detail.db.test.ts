import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import type { AssembledRun, AssembledStep } from '@/lib/domain/run';
import { runResponse, runResponseSchema } from '@/lib/domain/run-response';
import { newId } from '@/lib/domain/new-id';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from './database';
import { getRun } from './run-detail';
import { getRunStep, listRunSteps } from './run-steps';

let db: TestDatabase;
let actor: Actor & { userId: string };

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
const step = (index: number): AssembledStep => ({
  stepId: `s${index}`,
  parentId: index === 0 ? null : 's0',
  kind: 'LLM',
  name: `step ${index}`,
  startNs: '1795251600000000000',
  endNs: '1795251600250000000',
  status: 'ok',
  error: null,
  depth: index === 0 ? 0 : 1,
  mark: null,
  facts: {},
  bodySha256: '0',
});
const record = (output: string): AssembledRun => ({
  runId: 'R-8F3A',
  source: 'plain',
  facts: { name: 'policy-answer', input: 'How long?', output, usage: { inputTokens: 12 } },
  derived: { output: 'root step' },
  passages: [{ id: 'p1', content: 'Refunds take 14 days.', documentId: 'policy', page: 3, score: 0.8 }],
  steps: Array.from({ length: 450 }, (_, index) => step(index)),
});

beforeAll(async () => {
  db = await testDatabase();
  actor = (await db.createProject()) as typeof actor;
  const { projectId } = actor;
  await withProject(projectId, async (tx) => {
    const runId = 'R-8F3A';
    await tx.run.create({
      data: {
        projectId,
        runId,
        source: 'plain',
        phase: 'evaluated',
        receivedAt: at(0),
        lastStepAt: at(0),
        startedAt: at(0),
        revision: 'sha256:two',
        evaluatedAt: at(3),
        reviewOutcome: 'corrected',
      },
    });
    await tx.runRevision.create({
      data: { projectId, runId, revision: 'sha256:one', seq: 1, record: record('Refunds take 30 days.') as object, createdAt: at(1) },
    });
    await tx.runRevision.create({
      data: { projectId, runId, revision: 'sha256:two', seq: 2, record: record('Refunds take 41 days.') as object, createdAt: at(2) },
    });
    for (const [revision, days] of [
      ['sha256:one', 30],
      ['sha256:two', 41],
    ] as const) {
      await tx.claim.create({
        data: {
          projectId,
          runId,
          revision,
          claimId: 'c1',
          ordinal: 0,
          kind: 'sentence',
          rangeStart: 0,
          rangeEnd: 21,
          text: `Refunds take ${days} days.`,
          state: 'missing',
          anchors: [],
        },
      });
      await tx.risk.create({
        data: {
          projectId,
          runId,
          revision,
          score: days / 100,
          terms: [{ name: '1 number not in any source', contribution: 0.31 }],
          modelVersion: 'base-1',
        },
      });
    }
    const eventId = newId();
    const common = { projectId, runId, actorId: actor.userId, actorName: 'Mara', revision: 'sha256:two', decisionId: eventId };
    const target = { kind: 'range', range: [13, 15] };
    await tx.reviewEvent.create({
      data: {
        ...common,
        eventId: newId(),
        seq: 1,
        verb: 'correct',
        claimId: 'c1',
        at: at(5),
        before: '41',
        after: '14',
        reasonCode: 'number_wrong',
        body: { verdict: { value: 'wrong' }, claim: null, target, change: 'set', evidence: null, shown: [], supersedes: null },
      },
    });
    await tx.reviewEvent.create({
      data: {
        ...common,
        eventId,
        seq: 2,
        verb: 'submit',
        at: at(5),
        trailIndex: 7n,
        body: {
          outcome: 'corrected',
          nothing_correct: false,
          acknowledged_unseen: [],
          verdicts: 1,
          omissions: 0,
          review_step_id: 'x',
          amends: null,
        },
      },
    });
    await tx.run.create({
      data: {
        projectId,
        runId: 'pending',
        source: 'plain',
        phase: 'receiving',
        receivedAt: at(0),
        lastStepAt: at(0),
        startedAt: at(0),
        declared: { name: 'pending' },
      },
    });
    await tx.step.create({
      data: {
        projectId,
        runId: 'pending',
        stepId: 'root',
        kind: 'CHAIN',
        name: 'chain',
        status: 'running',
        contentHash: new Uint8Array(32),
        receivedAt: at(0),
        startNs: 1795251600000000000n,
      },
    });
    await tx.stepIo.create({
      data: {
        projectId,
        runId: 'pending',
        stepId: 'root',
        input: { question: 'When?' },
        output: 'Soon.',
        events: [{ name: 'log', timeNs: '1795251600000000001', attributes: { a: 1 } }],
      },
    });
  });
});
afterAll(() => db.close());

describe('getRun', () => {
  it('gives the newest revision, the original output and beside it the effective one', async () => {
    const run = await getRun(actor, 'R-8F3A');
    expect(run).toMatchObject({
      revision: 'sha256:two',
      originalOutput: 'Refunds take 41 days.',
      effectiveOutput: 'Refunds take 14 days.',
      reviewOutcome: 'corrected',
      unapplied: [],
    });
    expect(run.claims.map(({ text }) => text)).toEqual(['Refunds take 41 days.']);
  });

  it('shows the run as it stood: the revision, its claims and risk, and no decision that came later', async () => {
    const run = await getRun(actor, 'R-8F3A', { asOf: at(1) });
    expect(run).toMatchObject({
      revision: 'sha256:one',
      originalOutput: 'Refunds take 30 days.',
      effectiveOutput: 'Refunds take 30 days.',
      reviewOutcome: null,
      reviews: [],
      risk: { score: 0.3 },
    });
    const between = await getRun(actor, 'R-8F3A', { asOf: at(4) });
    expect(between).toMatchObject({ revision: 'sha256:two', effectiveOutput: 'Refunds take 41 days.', reviewOutcome: null });
  });

  it('puts a run together that is still being received, and says that checks are pending', async () => {
    const run = await getRun(actor, 'pending');
    expect(run).toMatchObject({ revision: null, evaluatedAt: null, claims: [], originalOutput: 'Soon.' });
    expect(run.record.facts.input).toBe('When?');
  });

  it('answers the same for a run of another project, an absent one, one that had not arrived and an id that cannot exist', async () => {
    const stranger = await db.createProject();
    await expect(getRun(stranger, 'R-8F3A')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(getRun(actor, 'absent')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(getRun(actor, 'R-8F3A', { asOf: at(-1) })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(getRun(actor, 'a\0b')).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('runResponse', () => {
  it('is what its schema says, in both views', async () => {
    const run = await getRun(actor, 'R-8F3A');
    for (const view of ['original', 'effective'] as const) {
      const body = JSON.parse(JSON.stringify(runResponse(run, view))) as { output: unknown };
      expect(runResponseSchema.safeParse(body).error?.issues ?? []).toEqual([]);
      expect(body.output).toBe(view === 'original' ? 'Refunds take 41 days.' : 'Refunds take 14 days.');
    }
    expect(runResponse(run, 'original')).toMatchObject({
      run_id: 'R-8F3A',
      input: 'How long?',
      usage: { input_tokens: 12 },
      evaluated_at: '2026-11-21T09:03:00.000000Z',
      step_count: 450,
      context: [{ id: 'p1', document_id: 'policy', page: 3 }],
      reviews: [
        { seq: 1, verb: 'correct', before: '41', after: '14' },
        { seq: 2, verb: 'submit', trail_index: 7 },
      ],
    });
  });
});

describe('listRunSteps', () => {
  it('pages through all steps in tree order', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRunSteps(actor, 'R-8F3A', { cursor, limit: 200 });
      seen.push(...page.steps.map(({ stepId }) => stepId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 450 }, (_, index) => `s${index}`));
  });

  it('gives one step with its bodies, and not_found for one that is not there', async () => {
    expect(await getRunStep(actor, 'pending', 'root')).toMatchObject({
      input: { question: 'When?' },
      output: 'Soon.',
      events: [{ name: 'log', timeNs: 1795251600000000001n }],
    });
    await expect(getRunStep(actor, 'pending', 'nope')).rejects.toMatchObject({ kind: 'not_found' });
  });
});
