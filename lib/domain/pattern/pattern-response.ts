// Failure patterns as the API gives them.
import { z } from 'zod';
import { SEVERITIES } from '@/lib/domain/evidence';
import { PATTERN_LAYERS } from './code-layer';
import { TRENDS } from './pattern-trend';
import { PATTERN_DAYS, type PatternDetail, type PatternList, type PatternView } from './pattern-view';

const share = z.object({ share: z.number(), low: z.number(), high: z.number() }).nullable();
const patternShape = {
  key: z
    .string()
    .describe('`p<version>-<what fails where>` for a group, with `-<words, field, source>` behind it for one pattern; a filter of runs'),
  title: z.string(),
  name: z.string().nullable().describe('What people of the project call it'),
  is_muted: z.boolean(),
  made_of: z.object({
    layer: z.enum(PATTERN_LAYERS),
    code: z.string(),
    severity: z.enum(SEVERITIES),
    step: z.object({ kind: z.string(), name: z.string() }).nullable(),
    route: z.string().nullable(),
    codes: z.array(z.string()),
    template: z.string().nullable().describe('The error without numbers, ids, quoted values, addresses and times'),
    field: z.string().nullable().describe('JSON Pointer with positions of lists as `*`'),
    source: z.string().nullable().describe('Document, passage or tool that the evidence lies in'),
  }),
  runs: z.int(),
  share: share.describe('Of all checked runs of the days, with its 95 % Wilson interval'),
  by_day: z.array(z.int()).describe('Runs by the UTC day they started, today last'),
  week: z.object({
    now: z.int(),
    before: z.int(),
    checked_now: z.int(),
    checked_before: z.int(),
    difference: z
      .object({ difference: z.number(), low: z.number(), high: z.number() })
      .nullable()
      .describe('Share now minus share before, 95 % Newcombe interval'),
    trend: z.enum(TRENDS),
  }),
  reviews: z.object({
    wrong: z.int().describe('Corrected or rejected'),
    fine: z.int().describe('Approved'),
    open: z.int().describe('Not decided'),
  }),
  first_seen_at: z.string(),
  last_seen_at: z.string(),
  typical_run_id: z.string().describe('The medoid of its newest runs, by what they have in common'),
};
const patternSchema = z.object(patternShape);

export const patternListResponseSchema = z
  .object({
    days: z.int(),
    checked_runs: z.int(),
    failing_runs: z.int(),
    group_count: z.int(),
    muted_count: z.int(),
    counted_at: z.string().nullable(),
    groups: z.array(z.object({ ...patternShape, pattern_count: z.int(), patterns: z.array(patternSchema) })),
  })
  .meta({ id: 'PatternList' });

export const patternDetailResponseSchema = z
  .object({
    ...patternShape,
    group: z.string().nullable().describe('Key of its group; null for a group'),
    patterns: z.array(patternSchema).describe('Of a group, the largest'),
    traits: z
      .array(z.object({ kind: z.string(), value: z.string(), hits: z.int(), of: z.int(), other_hits: z.int(), others: z.int() }))
      .describe('How often something holds for its newest runs, beside the newest runs without it'),
    newest: z.array(
      z.object({ run_id: z.string(), started_at: z.string(), risk: z.number().nullable(), review_outcome: z.string().nullable() }),
    ),
    history: z.array(
      z.object({ version: z.int(), name: z.string(), is_muted: z.boolean(), reason: z.string(), by: z.string(), at: z.string() }),
    ),
  })
  .meta({ id: 'PatternDetail' });

export function patternListResponse(list: PatternList): z.infer<typeof patternListResponseSchema> {
  return {
    days: PATTERN_DAYS,
    checked_runs: list.checkedRuns,
    failing_runs: list.failingRuns,
    group_count: list.groupCount,
    muted_count: list.mutedCount,
    counted_at: list.countedAt,
    groups: list.groups.map((group) => ({ ...response(group), pattern_count: group.patternCount, patterns: group.patterns.map(response) })),
  };
}

export function patternDetailResponse(detail: PatternDetail): z.infer<typeof patternDetailResponseSchema> {
  return {
    ...response(detail),
    group: detail.group?.key ?? null,
    patterns: detail.patterns.map(response),
    traits: detail.traits.map(({ kind, value, hits, of, otherHits, others }) => ({ kind, value, hits, of, other_hits: otherHits, others })),
    newest: detail.newest.map((run) => ({
      run_id: run.runId,
      started_at: run.startedAt,
      risk: run.risk,
      review_outcome: run.reviewOutcome,
    })),
    history: detail.history.map(({ isMuted, ...change }) => ({ ...change, is_muted: isMuted })),
  };
}

function response(view: PatternView): z.infer<typeof patternSchema> {
  const { version: _, ...made } = view.made;
  const { now, before, checkedNow, checkedBefore, difference, trend } = view.week;
  return {
    key: view.key,
    title: view.title,
    name: view.setting?.name || null,
    is_muted: view.setting?.isMuted ?? false,
    made_of: made,
    runs: view.runs,
    share: view.share,
    by_day: view.byDay,
    week: { now, before, checked_now: checkedNow, checked_before: checkedBefore, difference, trend },
    reviews: view.outcomes,
    first_seen_at: view.firstSeenAt,
    last_seen_at: view.lastSeenAt,
    typical_run_id: view.typicalRunId,
  };
}
