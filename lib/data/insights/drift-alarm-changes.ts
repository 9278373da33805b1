// Raises, keeps and ends alarms after a test, with what an alarm does: an incident candidate, more audit sampling, a webhook.
import 'server-only';
import { alarmChanges, type StandingAlarm } from '@/lib/domain/drift/alarm-changes';
import type { Judged } from '@/lib/domain/drift/drift-family';
import { sliceFilters } from '@/lib/domain/drift/drift-runs';
import type { DriftSettings } from '@/lib/domain/drift/drift-settings';
import { addDays, type DriftWindows } from '@/lib/domain/drift/drift-windows';
import { movedWords, qWords, sliceWords } from '@/lib/domain/drift/drift-words';
import type { SliceKind } from '@/lib/domain/drift/run-contribution';
import { newId } from '@/lib/domain/new-id';
import type { Json } from '@/lib/domain/run/run';
import type { Tx } from '@/lib/data/database';
import type { AlarmResult } from './drift-alarm-row';
import { openIncidentCandidate } from '@/lib/data/incidents/incident-open';
import { enqueueJob } from '@/lib/data/jobs';
import { appendTrail, type TrailRecord } from '@/lib/data/trail/trail';

interface Tested {
  judged: readonly Judged[];
  settings: DriftSettings;
  windows: DriftWindows;
  now: Date;
}

const DAY_MS = 86_400_000;

/** The state of the project is locked. Answers how many were raised. */
export async function changeAlarms(tx: Tx, projectId: string, { judged, settings, windows, now }: Tested): Promise<number> {
  const rows = await tx.driftAlarm.findMany({ where: { projectId, endedAt: null } });
  const standing = rows.map(
    (row): StandingAlarm => ({
      alarmId: row.alarmId,
      dimension: row.dimension,
      slice: { kind: row.sliceKind as SliceKind, value: row.sliceValue },
      state: row.state as StandingAlarm['state'],
      mutedUntil: row.mutedUntil,
      quietDays: row.quietDays,
    }),
  );
  const changes = alarmChanges(standing, judged, { level: settings.level, minEffect: settings.min_effect, now });
  const seenDay = new Date(`${windows.current.to}T00:00:00Z`);
  const trail: TrailRecord[] = [];
  for (const { alarm, found, isReopened } of changes.lasting) {
    const again = isReopened ? { state: 'open', mutedUntil: null } : {};
    const data = { seenDay, quietDays: 0, result: resultOf(found, windows), summary: summaryOf(found), ...again };
    await tx.driftAlarm.update({ where: { projectId_alarmId: { projectId, alarmId: alarm.alarmId } }, data });
    if (isReopened) trail.push(record('drift.alarm_reopened', now, alarm.alarmId, {}));
  }
  for (const { alarm, hasEnded } of changes.quiet) {
    const data = hasEnded ? { state: 'ended', endedAt: now, sampledUntil: null } : { quietDays: alarm.quietDays + 1 };
    await tx.driftAlarm.update({ where: { projectId_alarmId: { projectId, alarmId: alarm.alarmId } }, data });
    if (hasEnded) trail.push(record('drift.alarm_ended', now, alarm.alarmId, {}));
  }
  for (const found of changes.raised) trail.push(await raise(tx, projectId, found, { settings, windows, now }));
  await appendTrail(tx, projectId, trail);
  return changes.raised.length;
}

async function raise(
  tx: Tx,
  projectId: string,
  found: Judged,
  { settings, windows, now }: Pick<Tested, 'settings' | 'windows' | 'now'>,
): Promise<TrailRecord> {
  const alarmId = newId(now.getTime());
  const { slice, comparison, qValue } = found;
  const sampled = await samplingOf(tx, projectId, settings, now);
  const summary = summaryOf(found);
  const { incidentId } = await openIncidentCandidate(tx, projectId, {
    key: `drift:${alarmId}`,
    title: summary,
    severity: 'medium',
    cause: {
      by: 'drift',
      metric: comparison.dimension,
      slice: sliceFilters(slice),
      from: `${windows.current.from}T00:00:00Z`,
      to: `${addDays(windows.current.to, 1)}T00:00:00Z`,
    },
    createdBy: { kind: 'alarm', id: null, name: 'Drift alarm' },
  });
  const tells = settings.webhook_url !== '';
  await tx.driftAlarm.create({
    data: {
      projectId,
      alarmId,
      dimension: comparison.dimension,
      sliceKind: slice.kind,
      sliceValue: slice.value,
      state: 'open',
      summary,
      result: resultOf(found, windows),
      openedAt: now,
      seenDay: new Date(`${windows.current.to}T00:00:00Z`),
      incidentId,
      webhookState: tells ? 'waiting' : 'none',
      ...(sampled ?? {}),
    },
  });
  // A job of this transaction: it is told exactly when the alarm is there.
  if (tells) await enqueueJob(tx, 'tell-drift', { projectId, alarmId }, { key: `tell-drift:${projectId}:${alarmId}`, maxAttempts: 25 });
  return record('drift.alarm_raised', now, alarmId, {
    dimension: comparison.dimension,
    slice_kind: slice.kind,
    effect: comparison.effect,
    q_value: qValue,
    from: windows.current.from,
    to: windows.current.to,
    reference_from: windows.reference.from,
    reference_to: windows.reference.to,
    incident_id: incidentId,
    sampled_share: sampled?.sampledShare ?? null,
    sampled_until: sampled?.sampledUntil.toISOString() ?? null,
  });
}

/** Null when no queue of that name is there to sample into. */
async function samplingOf(tx: Tx, projectId: string, settings: DriftSettings, now: Date) {
  if (settings.audit_queue === '' || settings.audit_share === 0) return null;
  const queue = await tx.queue.findFirst({ where: { projectId, name: settings.audit_queue }, select: { name: true } });
  if (!queue) return null;
  return {
    sampledQueue: queue.name,
    sampledShare: settings.audit_share,
    sampledUntil: new Date(now.getTime() + settings.audit_days * DAY_MS),
  };
}

function summaryOf({ slice, comparison, qValue }: Judged): string {
  const where = slice.kind === 'all' ? '' : ` in ${sliceWords(slice)}`;
  return `${movedWords(comparison)}${where} (${qWords(qValue)})`;
}

function resultOf({ comparison, qValue }: Judged, windows: DriftWindows) {
  const result: AlarmResult = { comparison, qValue, windows };
  return JSON.parse(JSON.stringify(result));
}

function record(type: string, at: Date, alarmId: string, facts: { [name: string]: Json }): TrailRecord {
  return { type, at, actorId: null, facts: { alarm_id: alarmId, ...facts } };
}
