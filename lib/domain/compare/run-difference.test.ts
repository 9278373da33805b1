import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';
import type { Json } from '@/lib/domain/run/run';
import type { ComparablePassage, ComparableRun } from './comparable-run';
import { anySteps, chainOf } from './example-steps';
import { applyDifference, invertDifference, isEmptyDifference, runDifference } from './run-difference';

const SEED = { seed: 20261130, numRuns: 150 };
const sentence = fc.constantFrom(
  'Refunds are paid within thirty days of delivery.',
  'Refunds are paid within forty days of delivery.',
  'The contract ends in March.',
  '退款将在三十天内支付。',
);
const anyPassages: fc.Arbitrary<ComparablePassage[]> = fc.array(
  fc.record(
    {
      id: fc.constantFrom('p1', 'p2', 'p3'),
      content: sentence,
      documentId: fc.constantFrom('policy', 'terms'),
      page: fc.nat(2),
      rank: fc.nat(3),
    },
    { requiredKeys: ['id', 'content'] },
  ),
  { maxLength: 6 },
);
const anyClaims = fc
  .array(fc.record({ path: fc.option(fc.constantFrom('/total', '/date')), text: sentence, state: fc.constantFrom('exact', 'missing') }), {
    maxLength: 5,
  })
  .map((claims) =>
    claims.map(
      (claim, ordinal) =>
        ({
          ...claim,
          claimId: `c${ordinal}`,
          ordinal,
          kind: 'sentence',
          range: null,
          value: null,
          risk: null,
          anchors: [],
          candidates: [],
          terms: [],
        }) as unknown as AnchoredClaim,
    ),
  );
const anyFindings = fc.array(
  fc.record({ code: fc.constantFrom('refusal', 'evidence_missing'), detail: sentence, claimId: fc.option(fc.constantFrom('c0', 'c1')) }),
  { maxLength: 4 },
) as unknown as fc.Arbitrary<Finding[]>;
const anyRun: fc.Arbitrary<ComparableRun> = fc.record({
  runId: fc.constantFrom('R-1', 'R-2'),
  facts: fc.record(
    { route: fc.constantFrom('refund', 'claims'), promptVersion: fc.constantFrom('3', '4'), temperature: fc.nat(1) },
    { requiredKeys: [] },
  ),
  steps: anySteps,
  passages: anyPassages,
  claims: anyClaims,
  findings: anyFindings,
  output: fc.oneof(
    sentence as fc.Arbitrary<Json>,
    fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
  ),
});

describe('runDifference', () => {
  it('is empty for a run and itself', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        expect(isEmptyDifference(runDifference(run, structuredClone(run)))).toBe(true);
      }),
      SEED,
    );
  });

  it('applied to the left gives the right, every step of it, for any graphs', () => {
    fc.assert(
      fc.property(anyRun, anyRun, (left, right) => {
        expect(applyDifference(left, runDifference(left, right))).toEqual(right);
      }),
      SEED,
    );
  });

  it('turned round is the difference the other way, and leads back', () => {
    fc.assert(
      fc.property(anyRun, anyRun, (left, right) => {
        const back = invertDifference(runDifference(left, right));
        expect(back).toEqual(runDifference(right, left));
        expect(applyDifference(right, back)).toEqual(left);
      }),
      SEED,
    );
  });

  it('survives being stored as JSON', () => {
    fc.assert(
      fc.property(anyRun, anyRun, (left, right) => {
        expect(applyDifference(left, JSON.parse(JSON.stringify(runDifference(left, right))))).toEqual(right);
      }),
      SEED,
    );
  });

  it('refuses a run that it was not made from', () => {
    const run = (route: string): ComparableRun => ({
      runId: 'r',
      facts: { route },
      steps: [],
      passages: [],
      claims: [],
      findings: [],
      output: null,
    });
    expect(() => applyDifference(run('other'), runDifference(run('refund'), run('claims')))).toThrow('not made from this');
  });

  it('loses no step of a chain 100,000 deep', () => {
    const run = (steps: ComparableRun['steps']): ComparableRun => ({
      runId: 'r',
      facts: {},
      steps,
      passages: [],
      claims: [],
      findings: [],
      output: null,
    });
    const [left, right] = [run(chainOf(100_000)), run(chainOf(100_000, 70_000))];
    const difference = runDifference(left, right);
    expect(difference.steps.changed.map((change) => change.left)).toEqual([70_000]);
    expect(applyDifference(left, difference).steps).toHaveLength(100_000);
  }, 240_000);
});
