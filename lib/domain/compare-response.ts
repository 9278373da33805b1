// The comparison of two runs as the API gives it.
import { z } from 'zod';
import type { RunComparison } from '@/lib/domain/run/run-compare';
import type { RunDetail } from '@/lib/domain/run/run-detail';

const status = z.enum(['same', 'changed', 'added', 'removed']);
const sides = <S extends z.ZodType>(side: S) => ({ left: side.nullable(), right: side.nullable() });
const step = z.object({
  step_id: z.string(),
  status: z.string(),
  duration_ms: z.number().nullable(),
  model_name: z.string().nullable(),
  error: z.string().nullable(),
});
const passage = z.object({ ordinal: z.int(), rank: z.number().nullable(), score: z.number().nullable() });
const claim = z.object({ id: z.string(), text: z.string(), state: z.string() });
const compared = z.object({ run_id: z.string(), revision: z.string().nullable() });

export const compareResponseSchema = z
  .object({
    left: compared,
    right: compared,
    facts: z.array(z.object({ field: z.string(), status, left: z.unknown(), right: z.unknown() })),
    steps: z.array(z.object({ kind: z.string(), name: z.string(), status, changes: z.array(z.string()), ...sides(step) })),
    passages: z.array(z.object({ label: z.string(), content: z.string(), status, ...sides(passage) })),
    claims: z.array(z.object({ path: z.string().nullable(), status, ...sides(claim) })),
    output: z.union([
      z.object({ kind: z.literal('text'), changes: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })) }),
      z.object({
        kind: z.literal('json'),
        changes: z.array(
          z.object({ path: z.string(), kind: z.enum(['added', 'removed', 'changed', 'moved']), left: z.unknown(), right: z.unknown() }),
        ),
      }),
    ]),
  })
  .meta({ id: 'RunComparison' });

export function compareResponse(left: RunDetail, right: RunDetail, comparison: RunComparison): z.input<typeof compareResponseSchema> {
  const { facts, steps, passages, claims, output } = comparison;
  return {
    left: { run_id: left.record.runId, revision: left.revision },
    right: { run_id: right.record.runId, revision: right.revision },
    facts: facts.map((fact) => ({ ...fact, field: fact.field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) })),
    steps: steps.map(({ kind, name, status, changes, ...pair }) => ({
      kind,
      name,
      status,
      changes,
      ...both(pair, ({ stepId, durationMs, modelName, ...rest }) => ({
        ...rest,
        step_id: stepId,
        duration_ms: durationMs,
        model_name: modelName,
      })),
    })),
    passages,
    claims: claims.map(({ path, status, ...pair }) => ({
      path,
      status,
      ...both(pair, ({ claimId, text, state }) => ({ id: claimId, text, state })),
    })),
    output,
  };
}

function both<T, U>({ left, right }: { left: T | null; right: T | null }, map: (side: T) => U): { left: U | null; right: U | null } {
  return { left: left && map(left), right: right && map(right) };
}
