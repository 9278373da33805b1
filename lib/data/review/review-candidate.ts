// Makes an eval case candidate of a decision. The decision is named by a foreign key: no case without one.
import 'server-only';
import { effectiveOutput } from '@/lib/domain/review/effective-output';
import { type DecidedClaim, evalCaseBody, evalCaseSha256 } from '@/lib/domain/eval/eval-case';
import { newId } from '@/lib/domain/new-id';
import { overridesOf } from '@/lib/domain/review/output-override';
import { decisionRecordSchema, verdictRecordSchema } from '@/lib/domain/review/review-record';
import type { EvalRequest } from '@/lib/domain/review/review-submission';
import type { AssembledRun } from '@/lib/domain/run/run';
import type { Tx } from '@/lib/data/database';
import type { SubjectEvent } from './review-subject';

export interface CandidateSource {
  projectId: string;
  runId: string;
  revision: string;
  record: AssembledRun;
  /** All events of the run, this decision's included. */
  events: readonly SubjectEvent[];
  decisionId: string;
  trailIndex: bigint;
  itemId: string | null;
  queue: string | null;
  reviewerId: string;
  at: Date;
  /** Who asks for the case: the reviewer, or a lead who keeps it later. */
  createdBy: string;
}

/** The set is made when it does not exist yet. Answers null when this decision is in the set already. */
export async function createCandidate(tx: Tx, source: CandidateSource, request: EvalRequest): Promise<string | null> {
  const { projectId, runId, decisionId, at } = source;
  const setId = await ensureSet(tx, projectId, request.set, at);
  const own = source.events.filter((event) => event.decisionId === decisionId);
  const decision = decisionRecordSchema.parse(own.find(({ eventId }) => eventId === decisionId)?.body);
  const decided = own.flatMap((event): DecidedClaim[] => {
    const record = verdictRecordSchema.safeParse(event.body);
    return record.success
      ? [
          {
            eventId: event.eventId,
            claimId: event.claimId,
            verb: event.verb,
            reasonCode: event.reasonCode,
            note: event.note,
            after: event.after,
            record: record.data,
          },
        ]
      : [];
  });
  const body = evalCaseBody({
    run: source.record,
    revision: source.revision,
    effective: effectiveOutput(source.record.facts.output ?? null, overridesOf(source.events)),
    decided,
    request,
    decision: {
      decisionId,
      itemId: source.itemId,
      queue: source.queue,
      outcome: decision.outcome,
      reviewerId: source.reviewerId,
      at: at.toISOString(),
      trailIndex: String(source.trailIndex),
      previousDecisionId: decision.amends,
    },
  });
  const caseId = newId();
  const { count } = await tx.evalCase.createMany({
    data: [
      {
        projectId,
        caseId,
        setId,
        runId,
        decisionId,
        state: 'candidate',
        body,
        sha256: evalCaseSha256(body),
        createdBy: source.createdBy,
        createdAt: at,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return null;
  await tx.run.updateMany({ where: { projectId, runId }, data: { evalCaseId: caseId } });
  return caseId;
}

async function ensureSet(tx: Tx, projectId: string, name: string, at: Date): Promise<string> {
  await tx.evalSet.createMany({ data: [{ projectId, setId: newId(), name, createdAt: at }], skipDuplicates: true });
  const { setId } = await tx.evalSet.findUniqueOrThrow({ where: { projectId_name: { projectId, name } }, select: { setId: true } });
  return setId;
}
