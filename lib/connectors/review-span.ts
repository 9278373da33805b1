// A review in the words of OpenTelemetry: a span of its own trace with exactly one link, to the span that was reviewed. It speaks
// the GenAI evaluation attributes and OpenInference's annotations, so that readers of either find the result.
import { createHash } from 'node:crypto';
import { answerScore, type DeliveredDecision, decisionFacts } from '@/lib/domain/delivered-decision';
import type { Json } from '@/lib/domain/run/run';
import type { EventToSend, SpanToSend } from './otlp-request';

const RESULT = 'gen_ai.evaluation.result';

export function reviewSpan(decision: DeliveredDecision, events: EventToSend[]): SpanToSend {
  const { target, outcome, score, note, decisionId } = decision;
  return {
    traceId: createHash('sha256').update(`countersign review trace ${decisionId}`).digest('hex').slice(0, 32),
    spanId: decision.reviewStepId,
    name: 'human_review',
    startedAt: decision.startedAt,
    endedAt: decision.endedAt,
    attributes: {
      'openinference.span.kind': 'EVALUATOR',
      ...result('human_review', outcome, score, note),
      'annotations.0.annotation.name': 'human_review',
      'annotations.0.annotation.label': outcome,
      'annotations.0.annotation.score': score,
      'annotations.0.annotation.annotator_kind': 'HUMAN',
      'annotations.0.annotation.identifier': decisionId,
      ...(note === null ? {} : { 'annotations.0.annotation.explanation': note }),
      ...prefixed(decisionFacts(decision)),
      ...(decision.correctedOutput === undefined ? {} : { 'countersign.corrected_output': asText(decision.correctedOutput) }),
    },
    links: [{ traceId: target.traceId ?? '', spanId: target.spanId ?? '' }],
    events,
  };
}

/** One event for each answer. */
export function reviewEvents(decision: DeliveredDecision): EventToSend[] {
  return decision.answers.map((answer) => ({
    name: RESULT,
    at: decision.endedAt,
    attributes: {
      'event.name': RESULT,
      ...result(answer.name, answer.label, answerScore(answer), answer.texts?.note ?? null),
      'countersign.answer_id': answer.answerId,
      'countersign.decision_id': decision.decisionId,
      'countersign.reviewer_id': decision.reviewerId,
      ...(answer.claimId === null ? {} : { 'countersign.claim_id': answer.claimId }),
      ...(answer.reasonCode === null ? {} : { 'countersign.reason_code': answer.reasonCode }),
      ...(answer.texts?.claim ? { 'countersign.claim': answer.texts.claim } : {}),
      ...(answer.texts?.corrected === undefined ? {} : { 'countersign.corrected_value': asText(answer.texts.corrected) }),
    },
  }));
}

function result(name: string, label: string, score: number | null, explanation: string | null): { [key: string]: string | number } {
  return {
    'gen_ai.evaluation.name': name,
    'gen_ai.evaluation.score.label': label,
    ...(score === null ? {} : { 'gen_ai.evaluation.score.value': score }),
    ...(explanation === null ? {} : { 'gen_ai.evaluation.explanation': explanation }),
  };
}

function prefixed(facts: { [name: string]: string }): { [name: string]: string } {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [`countersign.${name}`, value]));
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
