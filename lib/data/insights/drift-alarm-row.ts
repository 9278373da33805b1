// Alarms as they are stored and as people see them.
import 'server-only';
import type { DriftComparison } from '@/lib/domain/drift/compare-windows';
import type { AlarmState, DriftAlarmView } from '@/lib/domain/drift/drift-view';
import type { DriftWindows } from '@/lib/domain/drift/drift-windows';
import type { SliceKind } from '@/lib/domain/drift/run-contribution';
import type { DriftAlarm } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';

/** What was found when an alarm was raised or seen last. */
export interface AlarmResult {
  comparison: DriftComparison;
  qValue: number | null;
  windows: DriftWindows;
}

const LISTED = 50;

/** Those that last first, then the newest. */
export async function listAlarmRows(tx: Tx, projectId: string): Promise<DriftAlarmView[]> {
  const rows = await tx.driftAlarm.findMany({ where: { projectId }, orderBy: { openedAt: 'desc' }, take: LISTED });
  const isOver = (row: DriftAlarm) => Number(row.endedAt !== null);
  return rows.sort((a, b) => isOver(a) - isOver(b) || b.openedAt.getTime() - a.openedAt.getTime()).map(alarmView);
}

export function alarmView(row: DriftAlarm): DriftAlarmView {
  const { comparison, qValue, windows } = row.result as unknown as AlarmResult;
  return {
    alarmId: row.alarmId,
    dimension: row.dimension,
    slice: { kind: row.sliceKind as SliceKind, value: row.sliceValue },
    state: row.state as AlarmState,
    summary: row.summary,
    qValue,
    effect: comparison.effect,
    windows,
    openedAt: row.openedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    reason: row.reason,
    mutedUntil: row.mutedUntil?.toISOString() ?? null,
    incidentId: row.incidentId,
    sampled:
      row.sampledQueue !== null && row.sampledShare !== null && row.sampledUntil !== null
        ? { queue: row.sampledQueue, share: row.sampledShare, until: row.sampledUntil.toISOString() }
        : null,
    webhook: { state: row.webhookState as DriftAlarmView['webhook']['state'], error: row.webhookError },
  };
}
