// Steps for tests of comparison: random graphs with orphans, loops and repeated ids, chains, and single steps.
import fc from 'fast-check';
import { runTree } from '@/lib/domain/run/run-tree';
import type { BodyPart, ComparableStep } from './comparable-run';

const body = (text: string): BodyPart =>
  text === '' ? { digest: null, head: '', isCut: false } : { digest: text, head: text, isCut: false };

/** A step called like its id that was asked and answered what is given. */
export function exampleStep(stepId: string, extra: Partial<ComparableStep> & { asked?: string; answered?: string } = {}): ComparableStep {
  const { asked = '', answered = '', ...rest } = extra;
  return {
    stepId,
    parentId: null,
    kind: 'LLM',
    name: stepId,
    startNs: '0',
    endNs: '2000000',
    status: 'ok',
    error: null,
    depth: 0,
    mark: null,
    facts: {},
    bodySha256: `${asked}|${answered}`,
    input: body(asked),
    output: body(answered),
    ...rest,
  };
}

/** Any steps, put in tree order as the product does: parents that are missing, loops, ids that occur twice. */
export const anySteps: fc.Arbitrary<ComparableStep[]> = fc
  .array(
    fc.record({
      stepId: fc.integer({ min: 0, max: 25 }).map(String),
      parentId: fc.option(fc.integer({ min: 0, max: 30 }).map(String)),
      startNs: fc.option(fc.bigInt({ min: 0n, max: 9n })),
      kind: fc.constantFrom('LLM', 'TOOL', 'CHAIN', 'AGENT', 'RETRIEVAL'),
      name: fc.constantFrom('answer', 'search', 'plan', 'fetch document'),
      asked: fc.constantFrom('', 'what is the refund period', 'who signed the contract', 'list all airports'),
      answered: fc.constantFrom('', 'thirty days after delivery', 'nobody knows', 'error'),
    }),
    { maxLength: 40 },
  )
  .map((steps) =>
    runTree(steps).map(({ step: { stepId, parentId, startNs, kind, name, asked, answered }, depth, mark }) =>
      exampleStep(stepId, {
        parentId,
        depth,
        mark,
        kind: kind as ComparableStep['kind'],
        name,
        asked,
        answered,
        startNs: startNs === null ? null : String(startNs),
      }),
    ),
  );

/** One step below the other, `count` deep. */
export function chainOf(count: number, changedAt = -1): ComparableStep[] {
  return Array.from({ length: count }, (_, depth) =>
    exampleStep(`s${depth}`, {
      depth,
      parentId: depth === 0 ? null : `s${depth - 1}`,
      kind: 'CHAIN',
      name: 'level',
      asked: `level ${depth}`,
      answered: depth === changedAt ? 'something else came back' : 'fine',
    }),
  );
}
