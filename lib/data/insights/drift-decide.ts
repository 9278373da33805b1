// What people do about drift: acknowledge or mute an alarm with a reason, and choose the settings. Each with its trail entry.
import 'server-only';
import { z } from 'zod';
import { endpointProblem } from '@/lib/connectors/endpoint-url';
import { alarmDecisionSchema } from '@/lib/domain/drift/alarm-decision';
import { type DriftSettings, driftSettingsSchema, readDriftSettings } from '@/lib/domain/drift/drift-settings';
import type { DriftAlarmView } from '@/lib/domain/drift/drift-view';
import { type Actor, can } from '@/lib/domain/policy';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { sealConnectorSecret } from '@/lib/data/outside/connector-secret';
import { withProject } from '@/lib/data/database';
import { alarmView, listAlarmRows } from './drift-alarm-row';
import { WEBHOOK_KEY } from './drift-webhook';
import { actorId } from '@/lib/data/people/members';
import { redactValue } from '@/lib/data/privacy/redactor';
import { invalidFields, readInput } from '@/lib/data/read-input';
import { appendTrail } from '@/lib/data/trail/trail';

const DAY_MS = 86_400_000;

export const driftSettingsInputSchema = z.strictObject({
  settings: driftSettingsSchema,
  secret: z.string().max(500).nullish().describe('Signs the webhook; null leaves it as it is, empty takes it out'),
});

export async function listAlarms(actor: Actor): Promise<DriftAlarmView[]> {
  if (!can(actor, 'run.read')) throw forbidden('see drift');
  return withProject(actor.projectId, (tx) => listAlarmRows(tx, actor.projectId));
}

/** Throws `not_found`, and 409 `alarm_ended` when there is nothing to decide any more. */
export async function decideAlarm(actor: Actor, alarmId: string, input: unknown): Promise<DriftAlarmView> {
  if (!can(actor, 'drift.edit')) throw forbidden('decide drift alarms');
  const { state, reason: said, mute_days: muteDays } = readInput(() => alarmDecisionSchema.parse(input));
  const { projectId } = actor;
  if (!z.uuid().safeParse(alarmId).success) throw notFound('alarm');
  const reason = await redactValue(projectId, 'note', said);
  return withProject(projectId, async (tx) => {
    const at = new Date();
    const mutedUntil = state === 'muted' ? new Date(at.getTime() + muteDays * DAY_MS) : null;
    const data = { state, reason, mutedUntil, decidedBy: actorId(actor), decidedByName: actor.name, decidedAt: at };
    const { count } = await tx.driftAlarm.updateMany({ where: { projectId, alarmId, endedAt: null }, data });
    const row = await tx.driftAlarm.findUnique({ where: { projectId_alarmId: { projectId, alarmId } } });
    if (!row) throw notFound('alarm');
    if (count === 0) throw conflict('alarm_ended', 'This alarm has ended: what had moved is back, or the reference has caught up.');
    const facts = { alarm_id: alarmId, muted_until: mutedUntil?.toISOString() ?? null };
    await appendTrail(tx, projectId, [{ type: `drift.alarm_${state}`, at, actorId: actorId(actor), facts, committed: { reason } }]);
    return alarmView(row);
  });
}

/** Throws `invalid` with every wrong field. */
export async function saveDriftSettings(actor: Actor, input: unknown): Promise<DriftSettings> {
  if (!can(actor, 'drift.edit')) throw forbidden('change how drift is watched');
  const { settings, secret } = readInput(() => driftSettingsInputSchema.parse(input));
  const problem = settings.webhook_url === '' ? null : endpointProblem(settings.webhook_url);
  if (problem !== null) throw invalidFields([{ path: '/settings/webhook_url', detail: problem }]);
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const before = await tx.driftState.findUnique({ where: { projectId } });
    const old = readDriftSettings(before?.settings);
    const given = secret == null ? null : secret.trim();
    if (before?.secret && given === null && settings.webhook_url !== '' && old.webhook_url !== settings.webhook_url)
      throw invalidFields([{ path: '/secret', detail: 'is needed again with a new address: what is stored was given for another one' }]);
    const data = {
      settings,
      ...(given === null ? {} : { secret: given === '' ? null : sealConnectorSecret(given, { projectId, connectorId: WEBHOOK_KEY }) }),
    };
    await tx.driftState.upsert({ where: { projectId }, create: { projectId, ...data }, update: data });
    const fields = Object.keys(settings).filter(
      (name) => JSON.stringify(settings[name as keyof DriftSettings]) !== JSON.stringify(old[name as keyof DriftSettings]),
    );
    await appendTrail(tx, projectId, [
      { type: 'drift.settings_changed', at: new Date(), actorId: actorId(actor), facts: { fields, is_secret_changed: given !== null } },
    ]);
    return settings;
  });
}
