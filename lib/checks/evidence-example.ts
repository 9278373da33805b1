// Runs for the tests of evidence checks: facts, steps and documents in a few words.
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { EvaluationInput, SourceDocument } from '@/lib/domain/evaluation';
import { exampleDocument } from '@/lib/domain/example-document';
import type { CanonicalStep, RunFacts } from '@/lib/domain/run/run';
import { type Check, toFinding } from './check';
import { readClaims } from './read-claims';

export interface EvidenceExample {
  facts?: RunFacts;
  steps?: readonly (Partial<CanonicalStep> & Pick<CanonicalStep, 'kind'>)[];
  /** Texts of one page by document id, or whole documents; all of them are the run's context unless it says otherwise. */
  documents?: Record<string, string> | SourceDocument[];
}

export function exampleEvaluation({ facts = {}, steps = [], documents = {} }: EvidenceExample): EvaluationInput {
  const stored = Array.isArray(documents) ? documents : Object.entries(documents).map(([id, text]) => exampleDocument(id, [text]));
  const full = steps.map(
    (step, index): CanonicalStep => ({
      stepId: `s${index + 1}`,
      parentId: null,
      name: step.kind.toLowerCase(),
      startNs: BigInt(index),
      endNs: BigInt(index + 1),
      status: 'ok',
      error: null,
      input: null,
      output: null,
      facts: {},
      attributes: {},
      events: [],
      ...step,
    }),
  );
  const context =
    stored.length > 0 && !facts.contextRefs && !facts.context ? { contextRefs: stored.map(({ documentId }) => `doc:${documentId}`) } : {};
  return {
    run: assembleRun({ runId: 'R-1', source: 'plain', facts: { ...context, ...facts }, steps: full }),
    steps: full,
    documents: stored,
  };
}

/** What one check finds in an example. */
export function findingsIn(check: Check, example: EvidenceExample) {
  return check.run(readClaims(exampleEvaluation(example))).map((said) => toFinding(check, said));
}

/** `code: detail` of each. */
export const saidIn = (check: Check, example: EvidenceExample): string[] =>
  findingsIn(check, example).map(({ code, detail }) => `${code}: ${detail}`);
