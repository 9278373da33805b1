import { expect, it } from 'vitest';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { refuseByRule } from './ingest-refusal';

const step = (stepId: string, sourceKind?: string): CanonicalRun['steps'][number] => ({
  stepId,
  parentId: null,
  kind: 'CHAIN',
  ...(sourceKind === undefined ? {} : { sourceKind }),
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
});

it('a step that looks like a review made here is refused, its neighbours are not', () => {
  const run: CanonicalRun = {
    runId: 'r',
    source: 'otel',
    isWhole: false,
    facts: {},
    aliases: [],
    steps: [step('a'), step('b', 'countersign.review')],
  };
  const { runs, rejected } = refuseByRule([run]);
  expect(runs[0]?.steps.map(({ stepId }) => stepId)).toEqual(['a']);
  expect(rejected).toMatchObject([{ runId: 'r', stepId: 'b', code: 'reserved_kind', path: '/steps/1' }]);
});
