import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import type { CanonicalRun } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import { testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { listRunScores } from './run-scores';
import { storeScores } from './scores';

let db: Awaited<ReturnType<typeof testDatabase>>;
let actor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
});
afterAll(() => db.close());

const score = (id: string, more: Partial<CanonicalScore> = {}): CanonicalScore => ({
  id,
  source: 'langfuse',
  target: { runId: 'run-1' },
  name: 'helpful',
  number: 1,
  at: '2026-11-21T08:00:00.000Z',
  ...more,
});
const run = (runId: string, stepIds: string[], more: Partial<CanonicalRun> = {}): CanonicalRun => ({
  runId,
  source: 'langsmith',
  facts: { sessionId: 'chat-7' },
  isWhole: false,
  aliases: [],
  steps: stepIds.map((stepId) => ({
    stepId,
    parentId: null,
    kind: 'CHAIN',
    name: stepId,
    startNs: 1n,
    endNs: 2n,
    status: 'ok',
    error: null,
    input: null,
    output: null,
    facts: {},
    attributes: {},
    events: [],
  })),
  ...more,
});
const scoresOf = (runId: string, of: Actor = actor) => withProject(of.projectId, (tx) => listRunScores(tx, of.projectId, runId, null));

it('waits for its run, its step, its session or the trace it was sent with, and is found when they come', async () => {
  await storeScores(actor, [
    score('by-run'),
    score('by-step', { target: { stepId: 'step-a' } }),
    score('by-root', { target: { stepId: 'run-1' } }),
    score('by-session', { target: { sessionId: 'chat-7' } }),
    score('by-alias', { target: { runId: 'other-trace', stepId: 'x' } }),
    score('elsewhere', { target: { runId: 'run-9' } }),
  ]);
  expect((await scoresOf('run-1')).map(({ id }) => id)).toEqual(['by-root', 'by-run']);
  await ingestRuns(actor, [run('run-1', ['step-a', 'step-b'], { aliases: [{ alias: 'other-trace', kind: 'trace' }] })]);
  expect((await scoresOf('run-1')).map(({ id }) => id)).toEqual(['by-alias', 'by-root', 'by-run', 'by-session', 'by-step']);
});

it('is one score however often it comes, and the newest statement by its own time', async () => {
  const first = score('once', { target: { runId: 'run-2' }, number: 0.2, comment: 'first' });
  const second = score('once', { target: { runId: 'run-2' }, number: 0.8, at: '2026-11-21T09:00:00.000Z' });
  for (const order of [[first], [first, first], [second], [first], [second, first], [first, second]]) await storeScores(actor, order);
  const [kept, ...others] = await scoresOf('run-2');
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ number: 0.8, comment: 'first', at: '2026-11-21T09:00:00.000Z' });
  await storeScores(actor, [second]);
  expect(await scoresOf('run-2')).toEqual([kept]);
});

it('takes a value whole, and a change that names nothing else', async () => {
  await storeScores(actor, [score('f', { target: { stepId: 'step-f' }, number: 1 })]);
  await storeScores(actor, [{ id: 'f', source: 'langfuse', target: {}, name: '', label: 'wrong', at: null }]);
  await ingestRuns(actor, [run('run-f', ['step-f'])]);
  const [kept] = (await scoresOf('run-f')).filter(({ id }) => id === 'f');
  expect(kept).toMatchObject({ name: 'helpful', label: 'wrong', target: { stepId: 'step-f' }, who: 'api' });
  expect(kept).not.toHaveProperty('number');
});

it('keeps equal ids of other sources and other projects apart', async () => {
  const other = await db.createProject();
  await storeScores(actor, [
    score('same', { target: { runId: 'run-3' } }),
    score('same', { target: { runId: 'run-3' }, source: 'phoenix' }),
  ]);
  await storeScores(other, [score('same', { target: { runId: 'run-3' }, number: 7 })]);
  expect((await scoresOf('run-3')).map(({ source }) => source)).toEqual(['langfuse', 'phoenix']);
  expect((await scoresOf('run-3', other)).map(({ number }) => number)).toEqual([7]);
});

it('refuses what has no usable id or time by itself, and repairs text', async () => {
  const rejected = await storeScores(actor, [
    score('', {}),
    score('late', { at: 'yesterday' }),
    score('long', { target: { runId: 'x'.repeat(600) } }),
    score('odd', { target: { runId: 'run-4' }, comment: 'a\0b', correction: { text: 'c\0' }, number: Number.NaN }),
  ]);
  expect(rejected.map(({ id }) => id)).toEqual(['', 'late', 'long']);
  const [kept] = await scoresOf('run-4');
  expect(kept).toMatchObject({ comment: 'a\uFFFDb', correction: { text: 'c\uFFFD' } });
  expect(kept).not.toHaveProperty('number');
});

it('keeps what stood on the steps of a run, once, whoever sends it again', async () => {
  const judged = run('run-5', ['a', 'b']);
  const step = judged.steps[0];
  if (!step) throw new Error('no step');
  step.facts = {
    scores: [
      { name: 'faithful', value: 0.4, annotator: 'LLM', identifier: 'v1' },
      { name: 'tone', label: 'rude', annotator: 'HUMAN', scope: 'session' },
    ],
  };
  await ingestRuns(actor, [judged]);
  await ingestRuns(actor, [judged, { ...judged, scores: [score('given', { target: { runId: 'run-5' } })] }]);
  const kept = (await scoresOf('run-5')).filter(({ source, id }) => source === 'langsmith' || id === 'given');
  expect(kept.map(({ name, number, label, who, target }) => [name, number ?? label, who, target]).sort()).toEqual([
    ['faithful', 0.4, 'model', { runId: 'run-5', stepId: 'a' }],
    ['helpful', 1, 'api', { runId: 'run-5' }],
    ['tone', 'rude', 'human', { sessionId: 'chat-7' }],
  ]);
});
