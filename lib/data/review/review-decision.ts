// Writes a decision: events, overrides, evidence, REVIEW step, trail, eval candidate, outbox and the item itself, in one transaction.
import 'server-only';
import { decisionProblems } from '@/lib/domain/review/decision-problems';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import { revisionChange } from '@/lib/domain/review/review-change';
import { reviewerId } from '@/lib/domain/review/review-actor';
import { flaggedClaimIds, unseenClaimIds } from '@/lib/domain/review/review-flag';
import { reviewStep, reviewStepId } from '@/lib/domain/review/review-step';
import type { DecisionBody } from '@/lib/domain/review/review-submission';
import { conflict } from '@/lib/errors';
import { reasonProblems } from '@/lib/verbs/verdict-verb';
import type { Tx } from '@/lib/data/database';
import { markForCounting } from '@/lib/data/insights/drift-mark';
import type { ItemRow } from '@/lib/data/queues/item-row';
import { invalidFields } from '@/lib/data/read-input';
import { requestRefitAfterDecision } from '@/lib/data/learning/refit-risk';
import { keepCase } from './review-case';
import { decideEvidence } from './review-decision-evidence';
import { decisionEvents, type DecisionEvents } from './review-decision-events';
import { type ReviewEventPlace, recordedBy, recordEvents } from './review-events';
import { storeReviewStep } from './review-step-row';
import { loadSubject, type ReviewSubject } from './review-subject';
import { tellOutside } from '@/lib/data/outside/tell-outside';

export interface DecisionRequest {
  item: ItemRow;
  body: DecisionBody;
  verb: { name: string; trail: string };
  reasonCode: string | null;
  /** The decision that this one amends. */
  amends: string | null;
}

/** The stored answer of a submit or an amendment, in the words of the wire. */
export interface DecisionAnswer {
  item_id: string;
  run_id: string;
  state: string;
  outcome: string;
  decision_id: string;
  review_step_id: string;
  events: { event_id: string; seq: number; verb: string; claim_id: string | null; trail_index: number }[];
  trail_index: number;
  eval_case_id: string | null;
}

/** The item and its run are locked. Throws 409 `stale_revision`, and `invalid` with every wrong field. */
export async function writeDecision(tx: Tx, actor: Actor, request: DecisionRequest): Promise<DecisionAnswer> {
  const { item, body, amends } = request;
  const { projectId } = actor;
  const subject = await requireCurrent(tx, projectId, item.runId, body.revision);
  const flagged = flaggedClaimIds(subject.claims, subject.findings);
  const evidence = await decideEvidence(tx, projectId, subject, body);
  const problems = [
    ...decisionProblems(body, { claims: subject.claims, flagged, output: subject.record.facts.output ?? null }),
    ...reasonProblems(body),
    ...evidence.problems,
  ];
  if (problems.length > 0) throw invalidFields(problems);
  const decisionId = newId();
  const events = decisionEvents(
    {
      verb: request.verb,
      decisionId,
      itemId: item.itemId,
      queue: item.queue,
      revision: body.revision,
      reasonCode: request.reasonCode,
      record: {
        outcome: body.outcome,
        nothing_correct: body.nothing_correct,
        acknowledged_unseen: unseenClaimIds(flagged, body),
        verdicts: body.verdicts.length,
        omissions: body.omissions.length,
        review_step_id: reviewStepId(decisionId),
        amends,
      },
    },
    body,
    subject.claims,
    evidence,
  );
  const stepId = await storeReviewStep(
    tx,
    projectId,
    reviewStep(subject.record, {
      decisionId,
      traceId: await findTraceId(tx, projectId, item.runId),
      outcome: body.outcome,
      verdicts: body.verdicts,
      note: body.note ?? null,
      reviewerId: reviewerId(actor),
      queue: item.queue,
      itemId: item.itemId,
      revision: body.revision,
      startedAt: item.leasedAt ?? item.now,
      endedAt: item.now,
    }),
    item.runId,
    item.now,
  );
  await tx.run.update({ where: { projectId_runId: { projectId, runId: item.runId } }, data: { reviewOutcome: body.outcome } });
  await markForCounting(tx, projectId, [item.runId]);
  const places = await recordEvents(tx, recordedBy(actor, item.now), item.runId, [events.decision, ...events.judged]);
  await tellOutside(tx, {
    projectId,
    runId: item.runId,
    at: item.now,
    trailIndex: places[0]?.trailIndex ?? 0n,
    payload: { decision_id: decisionId, run_id: item.runId, item_id: item.itemId, outcome: body.outcome, review_step_id: stepId, amends },
  });
  await requestRefitAfterDecision(tx, projectId);
  const evalCaseId = await keepCase(tx, actor, request, subject, events, places);
  return answerOf(request, decisionId, stepId, events, places, evalCaseId);
}

/** The run as it stands now, which must be what the reviewer saw. */
async function requireCurrent(tx: Tx, projectId: string, runId: string, seen: string): Promise<ReviewSubject> {
  const run = await tx.run.findUniqueOrThrow({ where: { projectId_runId: { projectId, runId } }, select: { revision: true } });
  if (run.revision === null)
    throw conflict('stale_revision', 'This run is being received again. Wait until it has settled, then look at it anew.', {
      revision: null,
      changed: null,
    });
  const now = await loadSubject(tx, projectId, runId, run.revision);
  if (run.revision === seen) return now;
  const known = await tx.runRevision.findUnique({
    where: { projectId_runId_revision: { projectId, runId, revision: seen } },
    select: { seq: true },
  });
  const changed = known ? revisionChange(await loadSubject(tx, projectId, runId, seen), now) : null;
  const what = changed
    ? ` Changed: ${[...changed.fields, ...changed.claims.map(({ claim_id }) => claim_id)].slice(0, 8).join(', ') || 'order of steps'}.`
    : '';
  throw conflict(
    'stale_revision',
    `The run has changed since you looked at it.${what} Look at what changed, then send your decision with the new revision.`,
    { revision: run.revision, seen_revision: seen, changed },
  );
}

/** The trace that a run came in by; a run that was posted whole is its own. A run has further traces when feedback came by one. */
async function findTraceId(tx: Tx, projectId: string, runId: string): Promise<string> {
  if (/^[0-9a-f]{32}$/.test(runId)) return runId;
  const trace = await tx.runAlias.findFirst({
    where: { projectId, runId, kind: 'trace' },
    orderBy: { alias: 'asc' },
    select: { alias: true },
  });
  return trace?.alias ?? runId;
}

function answerOf(
  { item, body }: DecisionRequest,
  decisionId: string,
  stepId: string,
  { decision, judged }: DecisionEvents,
  places: readonly ReviewEventPlace[],
  evalCaseId: string | null,
): DecisionAnswer {
  const events = [decision, ...judged].map(({ verb, claimId }, index) => {
    const place = places[index];
    if (!place) throw new Error('an event was recorded without a place');
    return { event_id: place.eventId, seq: place.seq, verb, claim_id: claimId, trail_index: Number(place.trailIndex) };
  });
  return {
    item_id: item.itemId,
    run_id: item.runId,
    state: 'done',
    outcome: body.outcome,
    decision_id: decisionId,
    review_step_id: stepId,
    events,
    trail_index: events[0]?.trail_index ?? 0,
    eval_case_id: evalCaseId,
  };
}
