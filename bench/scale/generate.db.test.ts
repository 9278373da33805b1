import { afterAll, beforeAll, expect, it } from 'vitest';
import { useDatabase, withProject, withProjectSql } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { settleRun } from '@/lib/worker/settle-run';
import { env } from '@/lib/env';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { textKeys } from '@/lib/domain/find/search-keys';
import { cachedKeys } from './cached-keys';
import { canonicalRun } from './canonical-run';
import { corpus } from './corpus';
import { fillProject, indexFilled } from './generate';
import { random } from './random';
import { circumstances, periodOf } from './traffic';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const TABLES = [
  'run',
  'run_revision',
  'step',
  'step_io',
  'passage',
  'claim',
  'finding',
  'risk',
  'run_search',
  'run_input',
  'search_word',
  'run_alias',
  'run_cause',
  'pattern',
] as const;

/** Columns of a table that some row of the project fills, with their types as JSON sees them. */
async function filled(projectId: string, table: string): Promise<string[]> {
  return withProjectSql(projectId, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT DISTINCT e.key || ':' || jsonb_typeof(e.value) AS name FROM ${table} t, jsonb_each(to_jsonb(t)) e WHERE t.project_id = $1::uuid AND e.value <> 'null' ORDER BY 1`,
      [projectId],
    );
    return rows.map(({ name }) => name);
  });
}

it('the same seed gives the same runs, spread over the period', async () => {
  const [one, other] = [await database.createProject(), await database.createProject()];
  for (const { projectId } of [one, other]) await fillProject({ projectId, runs: 60, seed: 7, longRuns: [50] });
  const read = (projectId: string) =>
    withProject(projectId, (tx) => tx.run.findMany({ where: { projectId }, orderBy: { runId: 'asc' }, omit: { projectId: true } }));
  const [left, right] = [await read(one.projectId), await read(other.projectId)];
  expect(left).toEqual(right);
  expect(left).toHaveLength(61);
  expect(left.find(({ runId }) => runId === 'long-50')?.stepCount).toBe(50);
  const days = new Set(left.map(({ startedAt }) => startedAt.toISOString().slice(0, 10)));
  expect(days.size).toBeGreaterThan(30);
});

it('keys that are put together out of those of passages are those of the whole text', () => {
  const parts = ['Answer from the passages.', 'Première page, 12.5 %', '合同到期', 'и счёт', '', 'Answer from the passages.'];
  const whole = textKeys(['a question', 'an answer', parts.join('\n')]);
  const made = cachedKeys('a question', 'an answer', parts);
  expect([...made.keys].sort()).toEqual([...whole.keys].sort());
  expect([...made.words].sort()).toEqual([...whole.words].sort());
});

it('rows are what the product writes of the same run that goes through the door', async () => {
  const [generated, posted] = [await database.createProject(), await database.createProject()];
  await fillProject({ projectId: generated.projectId, runs: 200, seed: 5 });
  await indexFilled(generated.projectId);
  const texts = corpus(5, 200);
  const period = periodOf(2, Date.now());
  const runs = Array.from({ length: 12 }, (_, index) => {
    const from = random(5, 9, index);
    return canonicalRun(texts, from, circumstances(5, index, 200, period, Date.now() - 60_000, from)).run;
  });
  const { rejected } = await ingestRuns(posted, runs);
  expect(rejected).toEqual([]);
  await useDatabase(database.appUrl);
  await withProjectSql(posted.projectId, (client) =>
    client.query(`UPDATE run SET last_step_at = now() - make_interval(secs => $2) WHERE project_id = $1::uuid`, [
      posted.projectId,
      env().COUNTERSIGN_SETTLE_MS / 1000 + 60,
    ]),
  );
  for (const { runId } of runs) await settleRun({ projectId: posted.projectId, runId });
  for (const table of TABLES) {
    const [ours, theirs] = [new Set(await filled(generated.projectId, table)), await filled(posted.projectId, table)];
    // What the real checks say of made-up texts differs from run to run; what a row is made of does not.
    const optional = /^(claim_id|step_id|value|version|metadata|fresh|path|risk|tags|validation|candidates):/;
    expect(
      theirs.filter((name) => !ours.has(name) && !optional.test(name)),
      table,
    ).toEqual([]);
  }
}, 120_000);
