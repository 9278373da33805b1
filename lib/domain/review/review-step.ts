// The REVIEW step that a decision leaves in its run: a carrier span with exactly one link to what was reviewed, in the
// attributes of the OpenTelemetry `gen_ai.evaluation.result` event.
import { createHash } from 'node:crypto';
import type { AssembledRun, CanonicalStep, Json } from '@/lib/domain/run/run';
import type { Outcome, Verdict } from './review-verdict';

/** Steps of this kind are ours. They are not part of a run's content: they neither change its revision nor reopen it. */
export const REVIEW_SOURCE_KIND = 'countersign.review';

export function isReviewStep({ kind, sourceKind }: { kind: string; sourceKind?: string | null | undefined }): boolean {
  return kind === 'REVIEW' && sourceKind === REVIEW_SOURCE_KIND;
}

export interface ReviewStepFacts {
  decisionId: string;
  /** The trace that the run came in, or the run id when it was posted whole. */
  traceId: string;
  outcome: Outcome;
  verdicts: readonly Verdict[];
  note: string | null;
  reviewerId: string;
  queue: string;
  itemId: string;
  revision: string;
  startedAt: Date;
  endedAt: Date;
}

/** The share of the output that stood: 1 when approved as it was, 0 otherwise. */
export const OUTCOME_SCORES: Record<Outcome, number> = { approved: 1, corrected: 0, rejected: 0 };

export function reviewStep(run: Pick<AssembledRun, 'runId' | 'steps'>, facts: ReviewStepFacts): CanonicalStep {
  const endNs = BigInt(facts.endedAt.getTime()) * 1_000_000n;
  const explanation: { [key: string]: Json } = facts.note === null ? {} : { 'gen_ai.evaluation.explanation': facts.note };
  return {
    stepId: reviewStepId(facts.decisionId),
    parentId: null,
    kind: 'REVIEW',
    sourceKind: REVIEW_SOURCE_KIND,
    name: `Human review: ${facts.outcome}`,
    startNs: BigInt(facts.startedAt.getTime()) * 1_000_000n,
    endNs,
    status: 'ok',
    error: null,
    input: null,
    output: { outcome: facts.outcome, decision_id: facts.decisionId },
    facts: {
      links: [{ traceId: facts.traceId, spanId: reviewedStepId(run) }],
      scores: [
        {
          name: 'human_review',
          label: facts.outcome,
          value: OUTCOME_SCORES[facts.outcome],
          annotator: 'HUMAN',
          ...(facts.note === null ? {} : { explanation: facts.note }),
        },
      ],
    },
    attributes: {
      'gen_ai.evaluation.name': 'human_review',
      'gen_ai.evaluation.score.label': facts.outcome,
      'gen_ai.evaluation.score.value': OUTCOME_SCORES[facts.outcome],
      ...explanation,
      'countersign.decision_id': facts.decisionId,
      'countersign.item_id': facts.itemId,
      'countersign.queue': facts.queue,
      'countersign.revision': facts.revision,
      'countersign.reviewer_id': facts.reviewerId,
    },
    events: facts.verdicts.flatMap((verdict) => verdictEvents(verdict, endNs)),
  };
}

/** Eight bytes, as a span id has, made from the decision so that writing it twice gives one step. */
export function reviewStepId(decisionId: string): string {
  return createHash('sha256').update(`countersign review ${decisionId}`).digest('hex').slice(0, 16);
}

/** The step that gave the output: the last model call, else the first root, else the run itself. */
function reviewedStepId({ runId, steps }: Pick<AssembledRun, 'runId' | 'steps'>): string {
  return steps.findLast(({ kind }) => kind === 'LLM')?.stepId ?? steps[0]?.stepId ?? runId;
}

/** One result for each question that was answered about the claim. */
function verdictEvents(verdict: Verdict, timeNs: bigint): CanonicalStep['events'] {
  const answers = { claim_value: verdict.absent ? 'absent' : verdict.value, claim_place: verdict.place, claim_support: verdict.support };
  return Object.entries(answers).flatMap(([name, label]) => {
    if (label === undefined) return [];
    const attributes: { [key: string]: Json } = {
      'gen_ai.evaluation.name': name,
      'gen_ai.evaluation.score.label': label,
      'countersign.claim_id': verdict.claim_id,
      ...(verdict.reason_code ? { 'countersign.reason_code': verdict.reason_code } : {}),
      ...(verdict.note ? { 'gen_ai.evaluation.explanation': verdict.note } : {}),
    };
    return [{ name: 'gen_ai.evaluation.result', timeNs, attributes }];
  });
}
