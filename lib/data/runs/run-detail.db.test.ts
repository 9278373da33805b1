import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { runResponse } from '@/lib/domain/run/run-response';
import { runResponseSchema } from '@/lib/domain/run/run-response-schema';
import { at, storeCorrectedRun } from '@/prisma/scenarios/corrected-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { getRun } from './run-detail';
import { getRunStep, listRunSteps } from './run-steps';

let db: TestDatabase;
let actor: Actor & { userId: string };

beforeAll(async () => {
  db = await testDatabase();
  actor = (await db.createProject()) as typeof actor;
  await storeCorrectedRun(actor);
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
