import { expect, it } from 'vitest';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { SOURCES } from './registry';
import { runsByTrace, runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const trace = (letter: string) => letter.repeat(32);
const id = (index: number) => index.toString(16).padStart(16, '0');
/** Three traces whose spans come mixed, a judgement of the first in a trace of its own among them. */
const mixed = () => [
  spanOf({ traceId: trace('a'), spanId: id(1), parentSpanId: null, name: 'first' }),
  spanOf({ traceId: trace('b'), spanId: id(2), parentSpanId: null, name: 'second', attributes: { 'gen_ai.request.model': 'm' } }),
  spanOf({
    traceId: trace('c'),
    spanId: id(3),
    parentSpanId: null,
    name: 'judged',
    attributes: { 'gen_ai.evaluation.name': 'correct', 'gen_ai.evaluation.score.value': 1 },
    links: [{ traceId: trace('a'), spanId: id(1), attributes: {} }],
  }),
  spanOf({ traceId: trace('a'), spanId: id(4), parentSpanId: id(1), name: 'below the first', attributes: { 'session.id': 's' } }),
];

it('makes the runs of a batch one after the other, and lets go of the spans', () => {
  const spans = mixed();
  const runs = runsByTrace(spans, SOURCES);
  const first = runs.next().value as CanonicalRun;
  expect(first).toMatchObject({ runId: trace('a'), facts: { sessionId: 's' } });
  expect(first.steps.map(({ stepId }) => stepId)).toEqual([id(1), id(4)]);
  expect(spans).toEqual([]);
  expect([...runs].map(({ runId, steps }) => [runId, steps.map(({ stepId }) => stepId)])).toEqual([
    [trace('b'), [id(2)]],
    // The judgement belongs to the run that it judges, which the batch then has twice.
    [trace('a'), [id(3)]],
  ]);
});

it('says of every step what the whole batch at once says of it', () => {
  const stepsOf = (runs: Iterable<{ runId: string; steps: { stepId: string }[] }>) =>
    [...runs].flatMap(({ runId, steps }) => steps.map((step) => ({ runId, ...step }))).sort((a, b) => (a.stepId < b.stepId ? -1 : 1));
  expect(stepsOf(runsByTrace(mixed(), SOURCES))).toEqual(stepsOf(runsFromSpans(mixed(), SOURCES)));
});
