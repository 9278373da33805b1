import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import type { Actor } from '@/lib/domain/policy';
import { settleRun } from '@/lib/worker/settle-run';
import { type Seeded, seedDemo } from './seed';
import { type TestDatabase, testDatabase } from './test-database';

/** One run for each kind of gap, with what a check must say about it. */
const EXPECTED: readonly [runId: string, code: string][] = [
  ['R-1022', 'evidence_missing'],
  ['R-1012', 'number_not_in_source'],
  ['R-1023', 'negation_flipped'],
  ['R-1024', 'injection_pattern'],
  ['R-1028', 'output_truncated'],
  ['R-1032', 'retrieval_empty'],
  ['R-1032', 'fallback_taken'],
  ['R-1032', 'retries_exhausted'],
  ['R-1034', 'nothing_to_check_against'],
  ['R-1035', 'guardrail_fired'],
  ['R-1038', 'tool_failed'],
  ['R-1040', 'refusal'],
  ['R-1046', 'retrieval_low_scores'],
  ['INV-2004', 'number_not_in_source'],
  ['INV-2006', 'schema_invalid'],
  ['INV-2007', 'field_without_evidence'],
  ['INV-2007', 'date_not_in_source'],
  ['INV-2009', 'validation_error'],
  ['INV-2014', 'injection_pattern'],
  ['CON-3002', 'source_superseded'],
  ['CON-3004', 'required_field_empty'],
];
/** Answered rightly from the right place: a check that speaks here speaks too much. */
const SOUND: readonly string[] = [
  'R-1001',
  'R-1013',
  'R-1015',
  'R-1020',
  'R-1027',
  'R-1030',
  'R-1043',
  'INV-2001',
  'INV-2003',
  'INV-2008',
  'INV-2012',
];

let db: TestDatabase;
let actor: Actor;
let first: Seeded;

beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
  first = await seedDemo(actor);
});
afterAll(() => db.close());

describe('seedDemo', () => {
  it('adds sixty runs or more, and nothing when called again', async () => {
    expect(first.runs).toBeGreaterThanOrEqual(60);
    expect(await seedDemo(actor, Date.now() + 5_000_000)).toEqual({ documents: 0, runs: 0 });
    const { projectId } = actor;
    const [runs, documents] = await withProject(projectId, async (tx) => [
      await tx.run.count({ where: { projectId } }),
      await tx.document.count({ where: { projectId } }),
    ]);
    expect({ runs, documents }).toEqual(first);
  });

  it('gives runs of every kind of gap once they are checked', async () => {
    const { projectId } = actor;
    const runs = await withProject(projectId, (tx) => tx.run.findMany({ where: { projectId }, select: { runId: true } }));
    for (const { runId } of runs) await settleRun({ projectId, runId });
    const checked = await withProject(projectId, (tx) =>
      tx.run.findMany({ where: { projectId }, select: { runId: true, codes: true, phase: true } }),
    );
    expect(checked.every(({ phase }) => phase === 'evaluated')).toBe(true);
    const codesOf = (runId: string) => checked.find((run) => run.runId === runId)?.codes ?? [];
    for (const [runId, code] of EXPECTED) expect([runId, ...codesOf(runId)]).toContain(code);
    for (const runId of SOUND) expect([runId, ...codesOf(runId)]).toEqual([runId]);
  });
});
