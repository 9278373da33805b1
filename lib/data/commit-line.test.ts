import { expect, it } from 'vitest';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { unavailable } from '@/lib/errors';
import { CommitLine, type StoreResult } from './commit-line';
import { packRun, type PackedRun } from './ingest/packed-run';

const step = (stepId: string): CanonicalRun['steps'][number] => ({
  stepId,
  parentId: null,
  kind: 'CHAIN',
  name: stepId,
  startNs: null,
  endNs: null,
  status: 'ok',
  error: null,
  input: null,
  output: null,
  facts: {},
  attributes: {},
  events: [],
});
const run = (runId: string, steps: string[], isWhole = false): PackedRun =>
  packRun({ runId, source: 'otel', facts: {}, isWhole, steps: steps.map(step), aliases: [] });

/** A store that takes a moment, refuses steps named `bad`, and notes which runs and steps came together. */
function shop() {
  const commits: string[] = [];
  const line = new CommitLine(async (projectId, runs): Promise<StoreResult> => {
    commits.push(`${projectId}: ${runs.map(({ runId, rows }) => `${runId}(${rows.map(({ stepId }) => stepId).join(' ')})`).join(' ')}`);
    await new Promise((resolve) => setImmediate(resolve));
    if (runs.some(({ runId }) => runId === 'away')) throw unavailable('database_unavailable', 'The database is away.');
    const rejected = runs.flatMap(({ runId, rows }) =>
      rows.flatMap(({ stepId }) => (stepId === 'bad' ? [{ runId, stepId, code: 'not_storable', detail: '', path: '' }] : [])),
    );
    return { committed: new Set(runs.map(({ runId }) => runId)), rejected, created: runs.length };
  });
  return { commits, line };
}

it('commits at once while there is room, and together what waits meanwhile; each project alone', async () => {
  const { commits, line } = shop();
  await Promise.all([...['1', '2', '3', '4'].map((id) => line.commit('p', [run(id, ['s'])])), line.commit('q', [run('5', ['s'])])]);
  expect(commits).toEqual(['p: 1(s)', 'p: 2(s)', 'q: 5(s)', 'p: 3(s) 4(s)']);
});

it('tells each batch of its own refusals only, and stores that one again alone', async () => {
  const { commits, line } = shop();
  const results = await Promise.all(
    [run('1', ['s']), run('2', ['s']), run('3', ['bad']), run('3', ['good']), run('4', ['s'])].map((one) => line.commit('p', [one])),
  );
  expect(results.map(({ rejected }) => rejected.length)).toEqual([0, 0, 1, 0, 0]);
  expect(commits.slice(2)).toEqual(['p: 3(bad good) 4(s)', 'p: 3(bad)']);
});

it('a batch that cannot be put together with others does not take them with it', async () => {
  const { line } = shop();
  const tooDeep = (): PackedRun => ({
    ...run('2', ['s']),
    reread: () => {
      throw new RangeError('Maximum call stack size exceeded');
    },
  });
  const results = await Promise.allSettled(
    [run('1', []), run('5', []), tooDeep(), tooDeep(), run('3', [])].map((one) => line.commit('p', [one])),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
});

it('a record that replaces another is not put together with it, and large batches go alone', async () => {
  const { commits, line } = shop();
  const many = Array.from({ length: 150 }, (_, index) => `s${index}`);
  await Promise.all(
    [run('1', []), run('2', []), run('3', ['a'], true), run('3', ['b'], true), run('4', many), run('5', many)].map((one) =>
      line.commit('p', [one]),
    ),
  );
  expect(commits.slice(2).map((commit) => commit.replace(/s\d[^)]*/, '…'))).toEqual(['p: 3(a)', 'p: 3(b) 4(…)', 'p: 5(…)']);
});

it('fails all that were put together when the store fails, and goes on with the next', async () => {
  const { line } = shop();
  const results = await Promise.allSettled(
    [run('1', []), run('2', []), run('away', []), run('3', [])].map((one) => line.commit('p', [one])),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect((await line.commit('p', [run('4', [])])).created).toBe(1);
});
