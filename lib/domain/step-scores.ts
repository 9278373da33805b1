// Scores that came on the steps of a run (annotations, evaluation events), in the form in which scores are kept.
import { createHash } from 'node:crypto';
import { isoMicros } from './instant';
import type { CanonicalRun, CanonicalStep, Json } from '@/lib/domain/run/run';
import type { CanonicalScore, ScoreTarget, StepScore } from './score';
import { stableJson } from './stable-json';

/** Their ids are made from what they say and of what, so that a step that is sent again brings no second score. */
export function stepScores({ runId, source, facts, steps }: CanonicalRun): CanonicalScore[] {
  return steps.flatMap((step) =>
    (step.facts.scores ?? []).map((score): CanonicalScore => {
      const { name, value, label, explanation, annotator, identifier } = score;
      const target = targetOf(runId, step, score, facts.sessionId);
      return {
        id: idOf(target, score),
        source,
        target,
        name,
        ...(value === undefined ? {} : { number: value }),
        ...(label === undefined ? {} : { label }),
        ...(explanation === undefined ? {} : { comment: explanation }),
        ...(identifier === undefined ? {} : { annotator: identifier }),
        who: scorerOf(annotator),
        at: score.at ?? endOf(step),
      };
    }),
  );
}

/** HUMAN and LLM are words of OpenInference; whatever else judges is a program. */
export function scorerOf(word: string | undefined): 'human' | 'model' | 'api' {
  const folded = word?.toLowerCase();
  if (folded === 'human' || folded === 'annotation' || folded === 'app') return 'human';
  return folded === 'llm' || folded === 'model' || folded === 'eval' ? 'model' : 'api';
}

/** A judgement that hangs below what it judges speaks of that; a record without a span speaks of the run. */
function targetOf(runId: string, step: CanonicalStep, { scope }: StepScore, sessionId: string | undefined): ScoreTarget {
  if (scope === 'session' && sessionId !== undefined) return { sessionId };
  if (scope === 'trace' || step.stepId.startsWith('log-')) return { runId };
  const [link, ...others] = step.facts.links ?? [];
  const isOfLinked = link !== undefined && others.length === 0 && link.spanId === step.parentId;
  return { runId, stepId: isOfLinked ? link.spanId : step.stepId };
}

/** A result with an identifier is that result said anew; without one only the same words are the same result. */
function idOf(target: ScoreTarget, score: StepScore): string {
  const { name, identifier } = score;
  const key = identifier === undefined ? { ...score } : { name, identifier };
  return createHash('sha256')
    .update(stableJson([{ ...target }, key] as unknown as Json))
    .digest('hex')
    .slice(0, 32);
}

function endOf({ startNs, endNs }: CanonicalStep): string | null {
  const ns = endNs ?? startNs;
  return ns === null ? null : isoMicros(ns);
}
