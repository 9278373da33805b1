import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import type { Actor } from '@/lib/domain/policy';
import { settleRun } from '@/lib/worker/settle-run';
import { type Seeded, seedDemo } from './seed';
import { type TestDatabase, testDatabase } from './test-database';

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
    const counts = new Map<string, number>();
    for (const { codes } of checked) for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
    console.log(Object.fromEntries([...counts].sort()));
    for (const { runId, codes } of checked) console.log(runId, codes.join(' '));
  });
});
