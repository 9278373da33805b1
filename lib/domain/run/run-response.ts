// A run as the API gives it: the record as it was posted, completed by what is known about it.
import type { Anchor } from '@/lib/domain/evidence';
import { isoMicros, parseInstantNs } from '@/lib/domain/instant';
import { recordFromFacts } from '@/lib/domain/record-facts';
import { isMissing } from '@/lib/domain/step-mark';
import type { RunDetail } from './run-detail';
import { scoreResponse } from '@/lib/domain/score-response';
import { stepResponse } from '@/lib/domain/step-response';

const STEPS_IN_RUN = 200;

export function runResponse(detail: RunDetail, view: 'original' | 'effective'): { [field: string]: unknown } {
  const { record, summary } = detail;
  return {
    ...recordFromFacts(record.runId, record.facts, record.passages),
    source: record.source,
    phase: summary.phase,
    view,
    as_of: micros(detail.asOf),
    derived: record.derived,
    revision: detail.revision,
    evaluated_at: micros(detail.evaluatedAt),
    claims: detail.claims.map(({ claimId, kind, path, range, text, value, state, risk, terms, anchors, candidates }) => ({
      id: claimId,
      kind,
      path,
      range,
      text,
      value,
      state,
      risk,
      terms,
      anchors: anchors.map(anchorResponse),
      candidates: candidates.map(anchorResponse),
    })),
    findings: detail.findings.map(({ code, severity, claimId, stepId, detail: sentence, anchors, checkId, checkVersion }) => ({
      code,
      severity,
      claim_id: claimId,
      step_id: stepId,
      detail: sentence,
      anchors: anchors.map(anchorResponse),
      check: checkId,
      check_version: checkVersion,
    })),
    risk: detail.risk && { score: detail.risk.score, terms: detail.risk.terms, model_version: detail.risk.modelVersion },
    items: detail.items.map((item) => ({
      item_id: item.itemId,
      queue: item.queue,
      state: item.state,
      reasons: item.reasons,
      priority: item.priority,
      due_at: micros(item.dueAt),
      outcome: item.outcome,
      decided_at: micros(item.decidedAt),
    })),
    reviews: detail.reviews.map((review) => ({
      event_id: review.eventId,
      seq: review.seq,
      verb: review.verb,
      actor: review.actor,
      at: micros(review.at),
      reason_code: review.reasonCode,
      note: review.note,
      claim_id: review.claimId,
      item_id: review.itemId,
      decision_id: review.decisionId,
      revision: review.revision,
      before: review.before,
      after: review.after,
      body: review.body,
      trail_index: review.trailIndex === null ? null : Number(review.trailIndex),
    })),
    scores: detail.scores.map((score) => scoreResponse(score, record.runId)),
    output: view === 'effective' ? detail.effectiveOutput : detail.originalOutput,
    original_output: detail.originalOutput,
    effective_output: detail.effectiveOutput,
    review_outcome: detail.reviewOutcome,
    eval_case_id: detail.evalCaseId,
    step_count: record.steps.filter(({ mark }) => !isMissing(mark)).length + detail.reviewSteps.length,
    steps: [...record.steps, ...detail.reviewSteps].slice(0, STEPS_IN_RUN).map(stepResponse),
  };
}

export function anchorResponse({
  documentId,
  version,
  sha256,
  page,
  passageOrdinal,
  start,
  end,
  quote,
  boxes,
  score,
  origin,
  match,
}: Anchor) {
  return { document_id: documentId, version, sha256, page, passage: passageOrdinal, start, end, quote, boxes, score, origin, match };
}

/** Instants that come from a clock of milliseconds get their six digits here. */
function micros(iso: string | null): string | null {
  const ns = iso === null ? null : parseInstantNs(iso);
  return ns === null ? null : isoMicros(ns);
}
