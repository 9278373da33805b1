// The comparison of two runs as the API gives it.
import { z } from 'zod';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import type { RunComparison } from './compare-runs';
import type { BodyDifference, OutputDifference } from './compare-values';

export const compareQuerySchema = z.strictObject({
  project: z.string().optional(),
  view: z
    .enum(['original', 'effective'])
    .default('original')
    .describe('Which output is compared; a run and itself with `effective`: original left, effective right'),
  format: z.enum(['json', 'markdown']).default('json').describe('`markdown`: a text for a ticket, bounded'),
});

const status = z.enum(['same', 'changed', 'added', 'removed']);
const sides = <S extends z.ZodType>(side: S) => ({ left: side.nullable(), right: side.nullable() });
const textChange = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
const jsonChange = z.object({
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  left: z.unknown(),
  right: z.unknown(),
});
const output = z.union([
  z.object({ kind: z.literal('text'), changes: z.array(textChange) }),
  z.object({ kind: z.literal('json'), changes: z.array(jsonChange) }),
]);
const body = z.union([
  z.object({ kind: z.literal('text'), changes: z.array(textChange), is_cut: z.boolean() }),
  z.object({ kind: z.literal('json'), changes: z.array(jsonChange), is_cut: z.boolean() }),
]);
const step = z.object({
  step_id: z.string(),
  name: z.string(),
  depth: z.int(),
  status: z.string(),
  duration_ms: z.number().nullable(),
  model_name: z.string().nullable(),
  error: z.string().nullable(),
});
const passage = z.object({ ordinal: z.int(), rank: z.number().nullable(), score: z.number().nullable() });
const claim = z.object({ id: z.string(), text: z.string(), state: z.string() });
const finding = z.object({ severity: z.string(), detail: z.string(), claim_id: z.string().nullable(), step_id: z.string().nullable() });
const compared = z.object({ run_id: z.string(), revision: z.string().nullable() });

export const compareResponseSchema = z
  .object({
    left: compared,
    right: compared,
    view: z.enum(['original', 'effective']).describe('Which output is compared; a run and itself: original left, effective right.'),
    first_divergence: z
      .object({
        kind: z.enum(['input', 'asked', 'answered', 'set', 'failed', 'only_left', 'only_right', 'moved', 'output']),
        row: z.int().nullable().describe('Place in `steps`; null before the first step, or where only the output differs.'),
      })
      .nullable(),
    facts: z.array(z.object({ field: z.string(), status, left: z.unknown(), right: z.unknown() })),
    prompts: z.array(
      z.object({
        part: z.enum(['template', 'variables', 'system', 'rendered']),
        steps: z.array(z.string()).describe('Names of the model calls that were told this; empty: the run as a whole.'),
        left: z.unknown(),
        right: z.unknown(),
        difference: output,
      }),
    ),
    measures: z.array(
      z.object({ name: z.string(), left: z.number().nullable(), right: z.number().nullable(), ratio: z.number().nullable() }),
    ),
    steps: z.array(
      z.object({
        kind: z.string(),
        name: z.string(),
        status,
        changes: z.array(z.string()).describe('`name` is a rename; `body` alone: other attributes only.'),
        moved: z.enum(['parent', 'order']).nullable(),
        input: body.nullable(),
        output: body.nullable(),
        ...sides(step),
      }),
    ),
    passages: z.array(
      z.object({
        label: z.string(),
        content: z.string(),
        status,
        ...sides(passage),
        text: z.array(textChange).nullable(),
        is_other_version: z.boolean(),
      }),
    ),
    claims: z.array(z.object({ path: z.string().nullable(), status, ...sides(claim) })),
    evidence: z.array(z.object({ state: z.string(), left: z.int(), right: z.int() })),
    findings: z.array(z.object({ code: z.string(), status, ...sides(finding) })),
    output,
  })
  .meta({ id: 'RunComparison' });

export function compareResponse(
  left: RunDetail,
  right: RunDetail,
  comparison: RunComparison,
  view: 'original' | 'effective' = 'original',
): z.input<typeof compareResponseSchema> {
  const { facts, prompts, measures, steps, passages, claims, evidence, findings, divergence } = comparison;
  return {
    left: { run_id: left.record.runId, revision: left.revision },
    right: { run_id: right.record.runId, revision: right.revision },
    view,
    first_divergence: divergence,
    facts: facts.map((fact) => ({ ...fact, field: snake(fact.field) })),
    prompts,
    measures: measures.map((measure) => ({ ...measure, name: snake(measure.name) })),
    steps: steps.map(({ kind, name, status: state, changes, moved, input, output: answered, ...pair }) => ({
      kind,
      name,
      status: state,
      changes,
      moved,
      input: bodyResponse(input),
      output: bodyResponse(answered),
      ...both(pair, ({ stepId, durationMs, modelName, ...rest }) => ({
        ...rest,
        step_id: stepId,
        duration_ms: durationMs,
        model_name: modelName,
      })),
    })),
    passages: passages.map(({ isOtherVersion, ...row }) => ({ ...row, is_other_version: isOtherVersion })),
    claims: claims.map(({ path, status: state, ...pair }) => ({
      path,
      status: state,
      ...both(pair, ({ claimId, text, state: evidenceState }) => ({ id: claimId, text, state: evidenceState })),
    })),
    evidence,
    findings: findings.map(({ code, status: state, ...pair }) => ({
      code,
      status: state,
      ...both(pair, ({ claimId, stepId, ...rest }) => ({ ...rest, claim_id: claimId, step_id: stepId })),
    })),
    output: comparison.output satisfies OutputDifference,
  };
}

function bodyResponse(difference: BodyDifference | null): z.input<typeof body> | null {
  if (difference === null) return null;
  const { isCut, ...rest } = difference;
  return { ...rest, is_cut: isCut };
}

function both<T, U>({ left, right }: { left: T | null; right: T | null }, map: (side: T) => U): { left: U | null; right: U | null } {
  return { left: left && map(left), right: right && map(right) };
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
