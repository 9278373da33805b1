// What the newest test means for the alarms there are: which last, which have ended, and which are new, each once while it lasts.
import type { Judged, Slice } from './drift-family';
import type { AlarmState } from './drift-view';

export interface StandingAlarm {
  alarmId: string;
  dimension: string;
  slice: Slice;
  state: AlarmState;
  mutedUntil: Date | null;
  quietDays: number;
}

export interface AlarmChanges {
  /** Still seen, with what was found now; `isReopened` when its mute is over. */
  lasting: { alarm: StandingAlarm; found: Judged; isReopened: boolean }[];
  /** Not seen today. */
  quiet: { alarm: StandingAlarm; hasEnded: boolean }[];
  raised: Judged[];
}

/** An alarm has ended when it was not seen on so many days in a row. */
export const QUIET_DAYS = 3;

/**
 * One alarm for each dimension: over all runs when those have moved, else for the slice that moved most; the same change is seen in
 * several slices, and one alarm is enough to look. Nothing is raised for a dimension while an alarm of it lasts, muted ones
 * hold back their own slice only, or every slice when all runs are muted. A lasting alarm is kept at half the least effect and the
 * full level, so that it does not end and begin again around the limit.
 */
export function alarmChanges(
  standing: readonly StandingAlarm[],
  judged: readonly Judged[],
  { level, minEffect, now }: { level: number; minEffect: number; now: Date },
): AlarmChanges {
  const changes: AlarmChanges = { lasting: [], quiet: [], raised: [] };
  for (const alarm of standing) {
    const found = judged.find(({ slice, comparison }) => comparison.dimension === alarm.dimension && isSame(slice, alarm.slice));
    const isSeen = found && (found.isMoved || ((found.qValue ?? 1) <= level && found.comparison.effect >= minEffect / 2));
    if (isSeen)
      changes.lasting.push({ alarm, found, isReopened: alarm.state === 'muted' && alarm.mutedUntil !== null && alarm.mutedUntil <= now });
    else changes.quiet.push({ alarm, hasEnded: alarm.quietDays + 1 >= QUIET_DAYS });
  }
  const best = new Map<string, Judged>();
  for (const one of judged) {
    if (!one.isMoved || isHeldBack(one, standing)) continue;
    const other = best.get(one.comparison.dimension);
    if (!other || isStronger(one, other)) best.set(one.comparison.dimension, one);
  }
  changes.raised.push(...best.values());
  return changes;
}

function isHeldBack({ slice, comparison }: Judged, standing: readonly StandingAlarm[]): boolean {
  return standing.some(
    (alarm) =>
      alarm.dimension === comparison.dimension && (alarm.state !== 'muted' || alarm.slice.kind === 'all' || isSame(alarm.slice, slice)),
  );
}

function isStronger(one: Judged, other: Judged): boolean {
  if ((one.slice.kind === 'all') !== (other.slice.kind === 'all')) return one.slice.kind === 'all';
  return one.comparison.effect > other.comparison.effect;
}

function isSame(a: Slice, b: Slice): boolean {
  return a.kind === b.kind && a.value === b.value;
}
