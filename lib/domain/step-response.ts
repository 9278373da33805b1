// A step as the API gives it, without and with its bodies.
import { z } from 'zod';
import { isoMicros } from './instant';
import { type AssembledStep, type CanonicalStep, STEP_KINDS } from '@/lib/domain/run/run';
import { STEP_MARKS } from './step-mark';

const text = z.string().nullable();

export const stepResponseSchema = z
  .object({
    step_id: z.string(),
    parent_id: text,
    kind: z.enum(STEP_KINDS),
    name: z.string(),
    started_at: text,
    ended_at: text,
    duration_ms: z.number().nullable(),
    status: z.enum(['ok', 'error', 'running', 'unset']),
    error: text,
    depth: z.int().describe('0 is a root'),
    mark: z
      .enum(STEP_MARKS)
      .nullable()
      .describe(
        'orphan: its parent never arrived; cycle: its ancestors loop; not_received: a placeholder for that parent, without a body; recovered: a model call without a span, known from the error of the step above, without a body',
      ),
    facts: z.unknown(),
  })
  .meta({ id: 'Step' });

export const stepBodySchema = stepResponseSchema
  .omit({ depth: true, mark: true })
  .extend({
    source_kind: text,
    input: z.unknown(),
    output: z.unknown(),
    attributes: z.record(z.string(), z.unknown()),
    events: z.array(z.object({ name: z.string(), at: text, attributes: z.record(z.string(), z.unknown()) })),
  })
  .meta({ id: 'StepWithBody' });

export function stepResponse(step: AssembledStep): z.input<typeof stepResponseSchema> {
  const { stepId, parentId, kind, name, status, error, depth, mark, facts } = step;
  const [startNs, endNs] = [nanoseconds(step.startNs), nanoseconds(step.endNs)];
  return { step_id: stepId, parent_id: parentId, kind, name, ...times(startNs, endNs), status, error, depth, mark, facts };
}

export function stepBodyResponse(step: CanonicalStep): z.input<typeof stepBodySchema> {
  const { stepId, parentId, kind, sourceKind, name, status, error, facts, input, output, attributes, events } = step;
  return {
    step_id: stepId,
    parent_id: parentId,
    kind,
    source_kind: sourceKind ?? null,
    name,
    ...times(step.startNs, step.endNs),
    status,
    error,
    facts,
    input,
    output,
    attributes,
    events: events.map((event) => ({
      name: event.name,
      at: event.timeNs === null ? null : isoMicros(event.timeNs),
      attributes: event.attributes,
    })),
  };
}

function times(startNs: bigint | null, endNs: bigint | null) {
  return {
    started_at: startNs === null ? null : isoMicros(startNs),
    ended_at: endNs === null ? null : isoMicros(endNs),
    duration_ms: startNs === null || endNs === null ? null : Number(endNs - startNs) / 1e6,
  };
}

function nanoseconds(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
