// A run that has not settled yet, put together from what has arrived so far; nothing of it is stored.
import 'server-only';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { isReviewStep } from '@/lib/domain/review/review-step';
import type { AssembledRun, CanonicalStep, Json, RunFacts, StepFacts } from '@/lib/domain/run/run';
import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from './database';

/** The record as the steps so far (or those up to `asOf`) would give it. */
export async function assemblePendingRun(tx: Tx, projectId: string, runId: string, asOf: Date | null = null): Promise<AssembledRun> {
  const run = await tx.run.findUniqueOrThrow({
    where: { projectId_runId: { projectId, runId } },
    select: { source: true, declared: true },
  });
  const steps = await tx.step.findMany({
    where: { projectId, runId, ...(asOf ? { receivedAt: { lte: asOf } } : {}) },
    orderBy: [{ receivedAt: 'asc' }, { stepId: 'asc' }],
  });
  const bodies = new Map((await tx.stepIo.findMany({ where: { projectId, runId } })).map((body) => [body.stepId, body]));
  return assembleRun({
    runId,
    source: run.source,
    facts: run.declared as unknown as RunFacts,
    steps: steps.map((step) => canonicalStep(step, bodies.get(step.stepId))).filter((step) => !isReviewStep(step)),
  });
}

/** One stored step with its body; an absent body is empty. */
export function canonicalStep(
  step: Prisma.StepGetPayload<object>,
  body: Prisma.StepIoGetPayload<object> | null | undefined,
): CanonicalStep {
  const events = (body?.events ?? []) as unknown as { name: string; timeNs: string | null; attributes: { [key: string]: Json } }[];
  return {
    stepId: step.stepId,
    parentId: step.parentId,
    kind: step.kind as CanonicalStep['kind'],
    name: step.name,
    ...(step.sourceKind === null ? {} : { sourceKind: step.sourceKind }),
    startNs: step.startNs,
    endNs: step.endNs,
    status: step.status as CanonicalStep['status'],
    error: step.error,
    input: (body?.input ?? null) as Json,
    output: (body?.output ?? null) as Json,
    facts: step.facts as unknown as StepFacts,
    attributes: (body?.attributes ?? {}) as { [key: string]: Json },
    events: events.map((event) => ({
      ...event,
      timeNs: event.timeNs === null || event.timeNs === undefined ? null : BigInt(event.timeNs),
    })),
  };
}
