// The blast radius on the wire.
import { z } from 'zod';
import { type BlastCause, type BlastRadius, REVIEW_STANDINGS, RISK_BANDS } from './blast-radius';
import { type CauseKind, CAUSE_NOUNS, incidentCauseSchema } from './incident-cause';

const FINDABLE = (Object.keys(CAUSE_NOUNS) as CauseKind[]).filter((kind) => kind !== 'drift' && kind !== 'report');

export const blastQuerySchema = z.strictObject({
  by: z
    .enum(FINDABLE as [CauseKind, ...CauseKind[]])
    .optional()
    .describe('Only causes of this kind'),
  key: z.guid().optional().describe('The cause whose runs are listed; the one that surely fails most often when absent'),
  days: z
    .union([z.coerce.number().int().min(1).max(3650), z.literal('all')])
    .default(30)
    .describe('Others from so many days before the run until now'),
});

const share = z.object({ share: z.number(), low: z.number(), high: z.number(), failed: z.int(), count: z.int() });
const causeSchema = z
  .object({
    key: z.guid(),
    cause: incidentCauseSchema,
    count: z.int().describe('Other runs, counted up to 10,000'),
    is_more: z.boolean(),
    excerpt: z.string().nullable(),
    is_used: z.boolean(),
    outcomes: z.object({
      counted: z.int(),
      is_all: z.boolean(),
      standing: z.record(z.enum(REVIEW_STANDINGS), z.int()),
      risk: z.record(z.enum(RISK_BANDS), z.int()),
      with_findings: z.int(),
    }),
    lift: z
      .object({
        with: share,
        without: share,
        ratio: z.number().nullable(),
        low: z.number(),
        high: z.number().nullable(),
        says: z.enum(['more', 'less', 'unclear']),
      })
      .nullable(),
    confounders: z.array(z.object({ what: z.string(), value: z.string(), share_with: z.number(), share_without: z.number() })),
  })
  .meta({ id: 'BlastCause' });

export const blastResponseSchema = z.object({
  run_id: z.string(),
  window: z.object({ days: z.number().nullable(), from: z.string().nullable(), to: z.string() }),
  causes: z.array(causeSchema),
  passages_left_out: z.int(),
  chosen: z
    .object({
      cause: causeSchema,
      runs: z.array(
        z.object({
          run_id: z.string(),
          name: z.string().nullable(),
          started_at: z.string(),
          route: z.string().nullable(),
          risk: z.number().nullable(),
          findings: z.int(),
          standing: z.enum(REVIEW_STANDINGS),
        }),
      ),
    })
    .nullable(),
});

export function blastResponse(blast: BlastRadius): z.input<typeof blastResponseSchema> {
  return {
    run_id: blast.runId,
    window: blast.window,
    causes: blast.causes.map(causeResponse),
    passages_left_out: blast.passagesLeftOut,
    chosen: blast.chosen && {
      cause: causeResponse(blast.chosen.cause),
      runs: blast.chosen.runs.map((run) => ({
        run_id: run.runId,
        name: run.name,
        started_at: run.startedAt,
        route: run.route,
        risk: run.risk,
        findings: run.findings,
        standing: run.standing,
      })),
    },
  };
}

function causeResponse({ key, cause, count, isMore, excerpt, isUsed, outcomes, lift, confounders }: BlastCause) {
  const { counted, isAll, standing, risk, withFindings } = outcomes;
  return {
    key,
    cause,
    count,
    is_more: isMore,
    excerpt,
    is_used: isUsed,
    outcomes: { counted, is_all: isAll, standing, risk, with_findings: withFindings },
    lift,
    confounders: confounders.map(({ what, value, shareWith, shareWithout }) => ({
      what,
      value,
      share_with: shareWith,
      share_without: shareWithout,
    })),
  };
}

/** The address of the page: what it does not know is left out, never refused. */
export const blastPageQuerySchema = z.object({
  days: z.union([z.coerce.number().int().min(1).max(3650), z.literal('all')]).catch(30),
  key: z.guid().optional().catch(undefined),
});
