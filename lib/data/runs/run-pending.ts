// A run that has not settled yet, put together from what has arrived so far; nothing of it is stored.
import 'server-only';
import { assembleRun, type StepToAssemble } from '@/lib/domain/assemble/assemble-run';
import { isReviewStep } from '@/lib/domain/review/review-step';
import type { AssembledRun, CanonicalStep, Json, RunFacts, StepFacts } from '@/lib/domain/run/run';
import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';

/** Bodies of a long pending run that are read: those of its entries and of its last model calls say its input and output. */
const TELLING_BODIES = 20;
/** Stored bytes of a step from which it is not read for that. */
const LARGE_BODY = 512 * 1024;

/** The record as the steps so far (or those up to `asOf`) would give it. */
export async function assemblePendingRun(tx: Tx, projectId: string, runId: string, asOf: Date | null = null): Promise<AssembledRun> {
  const steps = await tx.step.findMany({
    where: { projectId, runId, ...(asOf ? { receivedAt: { lte: asOf } } : {}) },
    orderBy: [{ receivedAt: 'asc' }, { stepId: 'asc' }],
  });
  const bodies = new Map((await tx.stepIo.findMany({ where: { projectId, runId } })).map((body) => [body.stepId, body]));
  return assembled(
    tx,
    { projectId, runId },
    steps.map((step) => canonicalStep(step, bodies.get(step.stepId))),
  );
}

/**
 * The same for a run of many steps, in bounded memory: without bodies but for those of a few entries and last model calls, and without
 * the texts among the facts of the others. Settling reads them all; until then what only they say is not derived.
 */
export async function assembleLightRun(tx: Tx, projectId: string, runId: string, asOf: Date | null = null): Promise<AssembledRun> {
  const until = asOf?.toISOString() ?? 'infinity';
  const parts = await tx.$queryRaw<{ steps: LightStep[] }[]>`
    SELECT json_agg(json_build_array(n.step_id, n.parent_id, n.kind, n.source_kind, n.name, n.start_ns::text, n.end_ns::text, n.status, n.error,
      n.facts - ARRAY['messages', 'outputMessages', 'toolDefinitions', 'renderedPrompt', 'systemInstructions', 'passages', 'promptTemplate',
        'promptVariables', 'parameters', 'scores']) ORDER BY n.place) AS steps
    FROM (SELECT s.*, row_number() OVER (ORDER BY s.received_at, s.step_id) AS place FROM step s
      WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} AND s.received_at <= ${until}::timestamptz) n
    GROUP BY n.place / 4096 ORDER BY n.place / 4096`;
  const telling = await tellingSteps(tx, { projectId, runId, until });
  const steps = parts.flatMap(({ steps: part }) => part.map((light) => telling.get(light[0]) ?? lightStep(light)));
  return assembled(tx, { projectId, runId }, steps);
}

async function assembled(
  tx: Tx,
  { projectId, runId }: { projectId: string; runId: string },
  steps: readonly StepToAssemble[],
): Promise<AssembledRun> {
  const run = await tx.run.findUniqueOrThrow({
    where: { projectId_runId: { projectId, runId } },
    select: { source: true, declared: true },
  });
  const facts = run.declared as unknown as RunFacts;
  return assembleRun({ runId, source: run.source, facts, steps: steps.filter((step) => !isReviewStep(step)) });
}

type LightStep = [
  string,
  string | null,
  CanonicalStep['kind'],
  string | null,
  string,
  string | null,
  string | null,
  CanonicalStep['status'],
  string | null,
  StepFacts,
];

function lightStep([stepId, parentId, kind, sourceKind, name, startNs, endNs, status, error, facts]: LightStep): StepToAssemble {
  return {
    stepId,
    parentId,
    kind,
    ...(sourceKind === null ? {} : { sourceKind }),
    name,
    startNs: startNs === null ? null : BigInt(startNs),
    endNs: endNs === null ? null : BigInt(endNs),
    status,
    error,
    input: null,
    output: null,
    facts,
    attributes: {},
    events: [],
    bodySha256: '',
  };
}

/** Whole steps by their ids: the first entries, and the last model calls. */
async function tellingSteps(
  tx: Tx,
  { projectId, runId, until }: { projectId: string; runId: string; until: string },
): Promise<Map<string, StepToAssemble>> {
  const found = await tx.$queryRaw<{ stepId: string }[]>`
    (SELECT s.step_id AS "stepId" FROM step s WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} AND s.parent_id IS NULL
      AND s.received_at <= ${until}::timestamptz ORDER BY s.start_ns, s.step_id LIMIT ${TELLING_BODIES})
    UNION (SELECT s.step_id FROM step s WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} AND s.kind = 'LLM'
      AND s.received_at <= ${until}::timestamptz ORDER BY s.end_ns DESC NULLS LAST, s.step_id LIMIT ${TELLING_BODIES})`;
  const where = { projectId, runId, stepId: { in: found.map(({ stepId }) => stepId) } };
  const large = await tx.$queryRaw<{ stepId: string }[]>`
    SELECT s.step_id AS "stepId" FROM step s JOIN step_io io ON io.project_id = ${projectId}::uuid AND io.run_id = ${runId} AND io.step_id = s.step_id
    WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} AND s.step_id = ANY(${where.stepId.in}::text[])
      AND coalesce(pg_column_size(io.input), 0) + coalesce(pg_column_size(io.output), 0) + pg_column_size(s.facts) > ${LARGE_BODY}`;
  where.stepId.in = where.stepId.in.filter((stepId) => !large.some((each) => each.stepId === stepId));
  const bodies = new Map(
    (await tx.stepIo.findMany({ where, omit: { attributes: true } })).map((body) => [body.stepId, { ...body, attributes: {} }]),
  );
  const steps = await tx.step.findMany({ where });
  return new Map(steps.map((step) => [step.stepId, { ...canonicalStep(step, bodies.get(step.stepId)), bodySha256: '' }]));
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
