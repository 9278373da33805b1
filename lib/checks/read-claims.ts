// From a run with its documents to what checks need: sources indexed, claims cut and anchored, once for all of them.
import { anchorClaims } from '@/lib/domain/anchor/anchor-claims';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import type { EvaluationInput } from '@/lib/domain/evaluation';
import type { CanonicalStep } from '@/lib/domain/run/run';
import type { CheckInput } from './check';
import { evidenceSpace } from './evidence-space';

export interface ReadClaims extends Required<CheckInput> {
  /** Claims beyond the limit, which were not cut. */
  omitted: number;
}

export function readClaims({ run, steps, documents }: EvaluationInput): ReadClaims {
  const space = evidenceSpace({ run, documents });
  const { claims, omitted } = cutClaims(run.facts.output ?? null, space.question);
  const readings = anchorClaims({ claims, sources: space.sources, evidence: run.facts.evidence ?? [], question: space.question });
  const byId = new Map(steps.map((step) => [step.stepId, step]));
  const inOrder = run.steps.flatMap(({ stepId }): CanonicalStep[] => {
    const step = byId.get(stepId);
    return step ? [step] : [];
  });
  return { run, steps: inOrder, documents, readings, space, omitted };
}
