// Drift and its alarms on the wire.
import { z } from 'zod';
import { findDimension } from './drift-dimension';
import { sliceFilters } from './drift-runs';
import { ALARM_STATES, type DriftAlarmView, type DriftView, sliceText } from './drift-view';
import { movedWords } from './drift-words';

const rangeSchema = z.object({ from: z.iso.date(), to: z.iso.date() }).describe('UTC days, the last one inclusive');

export const alarmResponseSchema = z.object({
  alarm_id: z.string(),
  state: z.enum(ALARM_STATES),
  summary: z.string(),
  dimension: z.string(),
  slice: z.record(z.string(), z.string()).describe('Filters of the runs; empty: all runs'),
  effect: z.number(),
  q_value: z.number().nullable(),
  current: rangeSchema,
  reference: rangeSchema,
  opened_at: z.string(),
  ended_at: z.string().nullable(),
  decided_by: z.string().nullable(),
  reason: z.string(),
  muted_until: z.string().nullable(),
  incident_id: z.string().nullable(),
  sampled: z.object({ queue: z.string(), share: z.number(), until: z.string() }).nullable(),
  webhook: z.object({ state: z.enum(['none', 'waiting', 'sent', 'given_up']), error: z.string().nullable() }),
});
export type AlarmResponse = z.infer<typeof alarmResponseSchema>;

export const driftResponseSchema = z.object({
  current: rangeSchema,
  reference: rangeSchema,
  slice: z.string(),
  counted_at: z.string().nullable().describe('Runs checked after that are not in yet'),
  is_filling: z.boolean(),
  distributions: z.array(
    z.object({
      dimension: z.string(),
      title: z.string(),
      unit: z.string(),
      is_moved: z.boolean(),
      summary: z.string(),
      current_cases: z.number(),
      reference_cases: z.number(),
      psi: z.number().describe('Population stability index; an empty bin counts as half a case'),
      jensen_shannon: z.number().describe('To base 2, from 0 to 1'),
      effect: z.number().describe('Cramér’s V of equally large windows; for numbers 2·|P(current > reference) − ½|'),
      p_value: z.number().nullable().describe('By days as clusters; null where days are too few'),
      q_value: z.number().nullable().describe('Adjusted over the distributions of the slice (Benjamini–Hochberg)'),
      chi_square: z
        .object({ statistic: z.number(), df: z.number(), p_value: z.number() })
        .nullable()
        .describe('As if every case were independent'),
      design_effect: z.number().nullable(),
      values: z.array(
        z.object({
          value: z.string(),
          current: z.number(),
          reference: z.number(),
          current_share: z.number(),
          reference_share: z.number(),
          low: z.number().nullable().describe('95 % bounds of the difference of the shares'),
          high: z.number().nullable(),
        }),
      ),
    }),
  ),
  alarms: z.array(alarmResponseSchema),
});
export type DriftResponse = z.infer<typeof driftResponseSchema>;

export function driftResponse(view: DriftView): DriftResponse {
  return {
    current: view.windows.current,
    reference: view.windows.reference,
    slice: sliceText(view.slice),
    counted_at: view.countedAt,
    is_filling: view.isFilling,
    distributions: view.comparisons.map(({ comparison, qValue, isMoved }) => {
      const dimension = findDimension(comparison.dimension);
      return {
        dimension: comparison.dimension,
        title: dimension?.title ?? comparison.dimension,
        unit: dimension?.unit ?? 'runs',
        is_moved: isMoved,
        summary: movedWords(comparison),
        current_cases: comparison.currentCases,
        reference_cases: comparison.referenceCases,
        psi: comparison.psi,
        jensen_shannon: comparison.jensenShannon,
        effect: comparison.effect,
        p_value: comparison.pValue,
        q_value: qValue,
        chi_square: comparison.chiSquare && {
          statistic: comparison.chiSquare.statistic,
          df: comparison.chiSquare.df,
          p_value: comparison.chiSquare.pValue,
        },
        design_effect: comparison.designEffect,
        values: comparison.values.map(({ value, current, reference, currentShare, referenceShare, low, high }) => ({
          value,
          current,
          reference,
          current_share: currentShare,
          reference_share: referenceShare,
          low,
          high,
        })),
      };
    }),
    alarms: view.alarms.map(alarmResponse),
  };
}

export function alarmResponse(alarm: DriftAlarmView): AlarmResponse {
  return {
    alarm_id: alarm.alarmId,
    state: alarm.state,
    summary: alarm.summary,
    dimension: alarm.dimension,
    slice: sliceFilters(alarm.slice),
    effect: alarm.effect,
    q_value: alarm.qValue,
    current: alarm.windows.current,
    reference: alarm.windows.reference,
    opened_at: alarm.openedAt,
    ended_at: alarm.endedAt,
    decided_by: alarm.decidedBy,
    reason: alarm.reason,
    muted_until: alarm.mutedUntil,
    incident_id: alarm.incidentId,
    sampled: alarm.sampled,
    webhook: alarm.webhook,
  };
}
