import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BlastCause } from '@/lib/domain/incident/blast-radius';
import type { CauseKind } from '@/lib/domain/incident/incident-cause';
import type { Actor } from '@/lib/domain/policy';
import { deriveAllPatterns } from '@/lib/worker/derive-patterns';
import { settleRun } from '@/lib/worker/settle-run';
import { createSharedRuns } from '@/prisma/scenarios/shared-cause';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { getBlastRadius } from './blast-radius';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';

let db: TestDatabase;
let owner: Actor;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  owner = await db.createProject();
});

const RETURNS = 'Returns are free for 30 days.';
const radius = (runId = 'R-0', days: number | null = 30) => getBlastRadius(owner, runId, { days });
const find = (causes: readonly BlastCause[], by: CauseKind) => causes.find(({ cause }) => cause.by === by);

describe('the blast radius of a run', () => {
  it('counts other runs by passage, page, document version, prompt, failing step, fingerprint and route', async () => {
    const error = (text: string) => [{ kind: 'TOOL', name: 'lookup_order', error: text }];
    await createSharedRuns(owner.projectId, [
      {
        runId: 'R-0',
        passages: [RETURNS],
        systemFingerprint: 'fp_1',
        errors: error('Order 1234 of "Ada" not found at https://a.example/x?id=9'),
      },
      { runId: 'R-1', passages: [RETURNS], route: 'sales', promptVersion: '8' },
      { runId: 'R-2', passages: ['Another text of that page.'], systemFingerprint: 'fp_1' },
      { runId: 'R-3', passages: [{ content: RETURNS, documentId: null, version: null, page: null }], route: 'sales', promptVersion: '8' },
      { runId: 'R-4', errors: error("Order 77 of 'Bob' not found at https://b.example/"), promptVersion: '8' },
      { runId: 'R-5', errors: error('Order 77 of "Bob" was found'), promptVersion: '8' },
      { runId: 'R-6', passages: [{ content: 'Old.', documentId: 'policy', version: 1, page: 3 }], route: 'sales', promptVersion: '8' },
    ]);
    const { causes, passagesLeftOut } = await radius();
    const counts = Object.fromEntries(causes.map(({ cause, count }) => [cause.by, count]));
    expect(counts).toEqual({ passage: 2, page: 2, document: 2, prompt: 1, step_error: 1, fingerprint: 1, route: 3 });
    expect(passagesLeftOut).toBe(0);
    expect(find(causes, 'step_error')?.cause).toMatchObject({ template: 'Order <n> of <value> not found at <url>' });
    expect(find(causes, 'passage')).toMatchObject({ excerpt: RETURNS, isUsed: true, isMore: false });
  });

  it('keeps to its window and to its project', async () => {
    const old = new Date(Date.now() - 40 * 86_400_000);
    await createSharedRuns(owner.projectId, [{ runId: 'R-0' }, { runId: 'R-1' }, { runId: 'R-2', startedAt: old }]);
    const stranger = await db.createProject();
    await createSharedRuns(stranger.projectId, [{ runId: 'R-9' }]);
    expect(find((await radius()).causes, 'route')?.count).toBe(1);
    expect(find((await radius('R-0', null)).causes, 'route')?.count).toBe(2);
    await expect(radius('R-9')).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('says how they fared, how much more often they fail, and what else differs', async () => {
    await createSharedRuns(owner.projectId, [
      { runId: 'R-0', passages: [RETURNS] },
      ...Array.from({ length: 40 }, (_, at) => ({
        runId: `W-${at}`,
        passages: [RETURNS],
        outcome: at < 10 ? 'corrected' : at < 15 ? 'approved' : null,
        risk: at < 30 ? 0.8 : 0.3,
        codes: at < 20 ? ['number_not_in_source'] : [],
      })),
      ...Array.from({ length: 200 }, (_, at) => ({
        runId: `O-${at}`,
        route: at < 20 ? 'refund' : 'sales',
        promptVersion: '8',
        risk: at < 10 ? 0.9 : 0.1,
      })),
    ]);
    const { causes, chosen } = await radius();
    const passage = find(causes, 'passage');
    expect(passage?.outcomes).toEqual({
      counted: 40,
      isAll: true,
      standing: { corrected: 10, rejected: 0, approved: 5, escalated: 0, waiting: 0, never: 25 },
      risk: { high: 30, medium: 10, low: 0, unchecked: 0 },
      withFindings: 20,
    });
    // Corrected 10, approved 5 do not count as failed, of the rest those of high risk: 15.
    expect(passage?.lift).toMatchObject({ with: { failed: 25, count: 40 }, without: { failed: 10, count: 200 }, says: 'more' });
    expect(passage?.lift?.ratio).toBeCloseTo(12.5, 5);
    expect(passage?.confounders.map(({ what }) => what)).toEqual(['route', 'prompt version']);
    expect(chosen?.cause.lift?.says).toBe('more');
    expect(chosen?.runs).toHaveLength(25);
    expect(chosen?.runs.map(({ runId }) => runId)).not.toContain('R-0');
  });

  it('shows nobody texts that their role does not see', async () => {
    await createSharedRuns(owner.projectId, [
      { runId: 'R-0', passages: [RETURNS], errors: [{ kind: 'TOOL', name: 'lookup', error: 'Secret words' }] },
      { runId: 'R-1', passages: [RETURNS], errors: [{ kind: 'TOOL', name: 'lookup', error: 'Secret words' }] },
    ]);
    const viewer = await db.createMember(owner, 'viewer');
    const text = JSON.stringify(await getBlastRadius(viewer, 'R-0', { days: 30 }));
    expect(text).not.toContain('Returns are free');
    expect(text).not.toContain('Secret words');
    expect(text).not.toContain('Question of');
  });
});

describe('the index of shared things', () => {
  it('is written when a run is settled, and follows it when it changes', async () => {
    const record = (runId: string, content: string) => ({
      runId,
      source: 'plain',
      isWhole: true,
      facts: { output: 'Returns are free.', context: [{ id: 'p1', documentId: 'policy', page: 1, content }], systemFingerprint: 'fp_7' },
      steps: [],
      aliases: [],
    });
    for (const [runId, content] of [
      ['A', RETURNS],
      ['B', RETURNS],
      ['A', 'Changed.'],
    ] as const) {
      await ingestRuns(owner, [record(runId, content)]);
      await settleRun({ projectId: owner.projectId, runId });
      if (content === RETURNS && runId === 'B') expect(find((await radius('A')).causes, 'passage')?.count).toBe(1);
    }
    const { causes } = await radius('A');
    expect(find(causes, 'passage')?.count).toBe(0);
    expect(find(causes, 'page')?.count).toBe(1);
    expect(find(causes, 'fingerprint')?.count).toBe(1);
  });

  it('is for old runs what it is for new ones', async () => {
    await createSharedRuns(owner.projectId, [
      { runId: 'R-0', passages: [RETURNS, RETURNS], errors: [{ kind: 'TOOL', name: 'x', error: "can't reach host-12, don't retry" }] },
      { runId: 'R-1', passages: [{ content: 'x', documentId: 'policy', version: null, page: 1 }, 'y'], systemFingerprint: 'fp_2' },
    ]);
    const rows = () =>
      withProject(owner.projectId, (tx) =>
        tx.runCause.findMany({ where: { projectId: owner.projectId }, orderBy: [{ runId: 'asc' }, { kind: 'asc' }, { key: 'asc' }] }),
      );
    const written = await rows();
    expect(written.length).toBeGreaterThan(6);
    const owning = new pg.Client({ connectionString: db.ownerUrl });
    await owning.connect();
    await owning.query('DELETE FROM run_cause');
    const migration = readFileSync('prisma/migrations/20261130092000_incidents/migration.sql', 'utf8');
    for (const statement of migration.split(';').filter((each) => /^\s*(INSERT INTO run_cause|UPDATE run r)/.test(each)))
      await owning.query(statement);
    await owning.end();
    // Errors of steps were indexed by templates of their own then; the job that reads runs of before sees to it.
    await deriveAllPatterns();
    expect(await rows()).toEqual(written);
  });
});
