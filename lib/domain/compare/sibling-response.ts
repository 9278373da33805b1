// Siblings of a run, and the group that they make, as the API gives them.
import { z } from 'zod';
import { runSummaryResponse, runSummarySchema } from '@/lib/domain/run/run-list-response';
import type { RunSibling } from './run-sibling';
import { GROUPED_BY, type SiblingGroup } from './sibling-group';

export const siblingQuerySchema = z.strictObject({
  project: z.string().optional(),
  group_by: z.enum(GROUPED_BY).optional().describe('Adds `group`: how many of each version answer otherwise'),
  inputs: z.enum(['same', 'near']).default('same').describe('With `group_by`: count runs with exactly this input, or near-same ones too'),
});

const interval = z.object({ share: z.number(), low: z.number(), high: z.number() }).describe('Wilson, 95 %');

export const siblingsResponseSchema = z
  .object({
    siblings: z.array(
      z.object({ run: runSummarySchema, likeness: z.number().describe('1: the same input'), differs: z.array(z.string()) }),
    ),
    group: z
      .object({
        by: z.enum(GROUPED_BY),
        inputs: z.enum(['same', 'near']),
        runs: z.int(),
        answers_otherwise: z.int(),
        interval: interval.nullable(),
        versions: z.array(
          z.object({
            version: z.string().nullable(),
            is_own: z.boolean(),
            runs: z.int(),
            answers_otherwise: z.int(),
            interval,
            example_run_id: z.string(),
          }),
        ),
        answers: z.array(
          z.object({
            answer: z.unknown(),
            is_own: z.boolean(),
            run_ids: z.array(z.string()),
            versions: z.array(z.object({ version: z.string().nullable(), runs: z.int() })),
          }),
        ),
      })
      .optional(),
  })
  .meta({ id: 'RunSiblings' });

export function siblingsResponse(
  siblings: readonly RunSibling[],
  counted?: { group: SiblingGroup; inputs: 'same' | 'near' },
): z.input<typeof siblingsResponseSchema> {
  const rows = siblings.map(({ run, likeness, differs }) => ({ run: runSummaryResponse(run), likeness, differs }));
  if (!counted) return { siblings: rows };
  const { by, runs, otherwise, interval: all, versions, clusters } = counted.group;
  return {
    siblings: rows,
    group: {
      by,
      inputs: counted.inputs,
      runs,
      answers_otherwise: otherwise,
      interval: all,
      versions: versions.map(({ isOwn, otherwise: other, exampleRunId, ...version }) => ({
        ...version,
        is_own: isOwn,
        answers_otherwise: other,
        example_run_id: exampleRunId,
      })),
      answers: clusters.map(({ isOwn, runIds, ...cluster }) => ({ ...cluster, is_own: isOwn, run_ids: runIds })),
    },
  };
}
