import { expect, it } from 'vitest';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { type ComparedClaim, revisionChange } from './review-change';
import type { CanonicalStep, RunFacts } from '@/lib/domain/run/run';

const run = (facts: RunFacts, steps: CanonicalStep[] = []) => assembleRun({ runId: 'r', source: 'plain', facts, steps });
const claim = (claimId: string, path: string | null, text: string, state: ComparedClaim['state'] = 'exact'): ComparedClaim => ({
  claimId,
  path,
  range: null,
  text,
  state,
});

it('names fields as the wire does, and claims by what happened to them', () => {
  const seen = {
    record: run({ output: { total: 1, tax: 2 }, promptVersion: '1' }),
    claims: [claim('c1', '/total', '1'), claim('c2', '/tax', '2'), claim('c3', null, 'Kept.')],
  };
  const now = {
    record: run({ output: { total: 3 }, promptVersion: '2' }),
    claims: [claim('c1', '/total', '3'), claim('c2', null, 'Kept.', 'missing'), claim('c3', null, 'New.')],
  };
  expect(revisionChange(seen, now)).toEqual({
    fields: ['output', 'prompt_version'],
    claims: [
      { claim_id: 'c1', change: 'text', was: '1', is: '3' },
      { claim_id: 'c2', change: 'evidence', was: 'exact', is: 'missing' },
      { claim_id: 'c3', change: 'added', was: null, is: 'New.' },
      { claim_id: 'c2', change: 'removed', was: '2', is: null },
    ],
  });
});

it('sees a late step', () => {
  const step: CanonicalStep = {
    stepId: 's',
    parentId: null,
    kind: 'TOOL',
    name: 's',
    startNs: 1n,
    endNs: 2n,
    status: 'ok',
    error: null,
    input: null,
    output: null,
    facts: {},
    attributes: {},
    events: [],
  };
  expect(
    revisionChange(
      { record: run({ input: 'a', output: 'b' }), claims: [] },
      { record: run({ input: 'a', output: 'b' }, [step]), claims: [] },
    ).fields,
  ).toContain('steps');
});
