// A run as comparison reads it: facts, steps with the heads of what went in and came out, passages, claims, findings and output.
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';
import type { AssembledRun, AssembledStep, Json, RunFacts } from '@/lib/domain/run/run';

/** One side of a step's body. `digest` tells whole bodies apart; `head` is the beginning of the text, or all of it when `isCut` is false. */
export interface BodyPart {
  digest: string | null;
  head: string;
  isCut: boolean;
}

export type ComparableStep = AssembledStep & { input: BodyPart; output: BodyPart };
export type ComparablePassage = AssembledRun['passages'][number];

export interface ComparableRun {
  runId: string;
  facts: RunFacts;
  /** In tree order; `depth` says where a step hangs, so that orphans, loops and repeated ids keep their place. */
  steps: readonly ComparableStep[];
  passages: readonly ComparablePassage[];
  claims: readonly AnchoredClaim[];
  findings: readonly Finding[];
  /** The original output or the effective one: whichever is compared. */
  output: Json;
}

export const NO_BODY: BodyPart = { digest: null, head: '', isCut: false };

/** A step without its body, for those whose body is not known or may not be seen. */
export function withoutBody(step: AssembledStep): ComparableStep {
  return { ...step, input: NO_BODY, output: NO_BODY };
}
