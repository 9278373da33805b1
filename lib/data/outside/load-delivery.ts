// Reads a decision with everything that is told outside about it, from the events as they were recorded.
import 'server-only';
import { z } from 'zod';
import { decidedOutput } from '@/lib/domain/review/decided-output';
import { type DeliveredAnswer, type DeliveredDecision, stableUuid } from '@/lib/domain/delivered-decision';
import { deliveryTarget } from '@/lib/domain/delivery-target';
import { decisionRecordSchema, verdictRecordSchema } from '@/lib/domain/review/review-record';
import { OUTCOME_SCORES } from '@/lib/domain/review/review-step';
import type { AssembledRun, Json, RunFacts, StepFacts } from '@/lib/domain/run/run';
import { omit } from '@/lib/verbs/omit';
import { type Tx, withProject } from '@/lib/data/database';
import { recordedEvent, type SubjectEvent } from '@/lib/data/review/review-subject';

const payloadSchema = z.object({ decision_id: z.uuid(), run_id: z.string() });

/** Null when the decision or its run is no longer stored. */
export async function loadDelivery(projectId: string, payload: unknown): Promise<DeliveredDecision | null> {
  const { decision_id: decisionId, run_id: runId } = payloadSchema.parse(payload);
  return withProject(projectId, async (tx) => {
    const event = await tx.reviewEvent.findUnique({ where: { projectId_eventId: { projectId, eventId: decisionId } } });
    const run = await tx.run.findUnique({
      where: { projectId_runId: { projectId, runId } },
      select: { source: true, declared: true },
    });
    if (!event || !run) return null;
    const record = decisionRecordSchema.parse(event.body);
    const stepKey = { projectId, runId, stepId: record.review_step_id };
    const step = await tx.step.findUnique({ where: { projectId_runId_stepId: stepKey }, select: { facts: true, startedAt: true } });
    const [link] = (step?.facts as StepFacts | undefined)?.links ?? [];
    const aliases = await tx.runAlias.findMany({ where: { projectId, runId, kind: 'trace' }, orderBy: { alias: 'asc' }, take: 20 });
    const events = await eventsUpTo(tx, projectId, runId, decisionId);
    return {
      decisionId,
      amends: record.amends,
      runId,
      itemId: event.itemId,
      queue: await findQueue(tx, projectId, event.itemId),
      revision: event.revision,
      outcome: record.outcome,
      score: OUTCOME_SCORES[record.outcome],
      reasonCode: event.reasonCode,
      note: event.note,
      reviewerId: event.actorId,
      startedAt: step?.startedAt ?? event.at,
      endedAt: event.at,
      trailIndex: String(event.trailIndex ?? ''),
      reviewStepId: record.review_step_id,
      target: deliveryTarget({
        runId,
        source: run.source,
        linkedTraceId: link?.traceId ?? null,
        linkedStepId: link?.spanId ?? null,
        traceAliases: aliases.map(({ alias }) => alias),
        metadata: (run.declared as unknown as RunFacts).metadata ?? null,
      }),
      answers: events.filter((other) => other.decisionId === decisionId && other.eventId !== decisionId).flatMap(answersOf),
      correctedOutput:
        record.outcome === 'corrected' ? await correctedOutput(tx, { projectId, runId, revision: event.revision }, events) : undefined,
    };
  });
}

/** The events of the run in order, to the last one of this decision: what came later is told with its own decision. */
async function eventsUpTo(tx: Tx, projectId: string, runId: string, decisionId: string): Promise<SubjectEvent[]> {
  const rows = await tx.reviewEvent.findMany({ where: { projectId, runId }, orderBy: { seq: 'asc' } });
  const last = rows.findLastIndex((row) => row.eventId === decisionId || row.decisionId === decisionId);
  return rows.slice(0, last + 1).map(recordedEvent);
}

async function findQueue(tx: Tx, projectId: string, itemId: string | null): Promise<string | null> {
  if (itemId === null) return null;
  const item = await tx.item.findUnique({
    where: { projectId_itemId: { projectId, itemId } },
    select: { queue: { select: { name: true } } },
  });
  return item?.queue.name ?? null;
}

async function correctedOutput(
  tx: Tx,
  { projectId, runId, revision }: { projectId: string; runId: string; revision: string | null },
  events: readonly SubjectEvent[],
): Promise<Json | undefined> {
  if (revision === null) return undefined;
  const key = { projectId, runId, revision };
  const stored = await tx.runRevision.findUnique({ where: { projectId_runId_revision: key }, select: { record: true } });
  const original = (stored?.record as unknown as AssembledRun | undefined)?.facts.output;
  return original === undefined ? undefined : decidedOutput(original, events).effectiveOutput;
}

/** One answer for each question of a verdict. The note and the corrected value go with the first. */
function answersOf(event: SubjectEvent): DeliveredAnswer[] {
  const { verdict, claim, change } = verdictRecordSchema.parse(event.body);
  const { value, place, support, absent } = verdict;
  const isOmission = event.verb === omit.name;
  const answers = isOmission
    ? [['omission', 'missing'] as const]
    : ([
        ['claim_value', absent ? 'absent' : value],
        ['claim_place', place],
        ['claim_support', support],
      ] as const);
  return answers
    .flatMap(([name, label]) => (label === undefined ? [] : [{ name, label }]))
    .map(({ name, label }, index) => ({
      answerId: stableUuid(event.eventId, name),
      name,
      label,
      claimId: event.claimId,
      reasonCode: event.reasonCode,
      texts: {
        claim: claim?.text ?? null,
        note: index === 0 ? event.note : null,
        corrected: index === 0 && (isOmission || change === 'set') ? event.after : undefined,
      },
    }));
}
