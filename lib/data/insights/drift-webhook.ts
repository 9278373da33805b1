// The webhook of drift alarms: what is told, and how the telling stands.
import 'server-only';
import { createHmac } from 'node:crypto';
import type { HttpCall } from '@/lib/connectors/connector';
import { readDriftSettings } from '@/lib/domain/drift/drift-settings';
import { sliceFilters } from '@/lib/domain/drift/drift-runs';
import { globalDatabase, withProject } from '@/lib/data/database';
import { openConnectorSecret } from '@/lib/data/outside/connector-secret';
import { alarmView } from './drift-alarm-row';

/** What the secret is sealed to, in the place of a connector's id. */
export const WEBHOOK_KEY = 'drift webhook';

export interface AlarmCall {
  call: HttpCall;
  secret: string;
  attempts: number;
}

/** Null when there is nothing to tell any more: told, given up, or the address was taken out. */
export async function loadAlarmCall(projectId: string, alarmId: string): Promise<AlarmCall | null> {
  const project = await globalDatabase().project.findUnique({ where: { id: projectId }, select: { slug: true } });
  return withProject(projectId, async (tx) => {
    const row = await tx.driftAlarm.findUnique({ where: { projectId_alarmId: { projectId, alarmId } } });
    const state = await tx.driftState.findUnique({ where: { projectId } });
    const settings = readDriftSettings(state?.settings);
    if (!row || !project || row.webhookState !== 'waiting') return null;
    if (settings.webhook_url === '') {
      await tx.driftAlarm.update({
        where: { projectId_alarmId: { projectId, alarmId } },
        data: { webhookState: 'given_up', webhookError: 'The address was taken out of the settings before it was told.' },
      });
      return null;
    }
    const secret = openConnectorSecret(state?.secret ?? null, { projectId, connectorId: WEBHOOK_KEY });
    const alarm = alarmView(row);
    const body = JSON.stringify({
      type: 'drift.alarm_raised',
      timestamp: alarm.openedAt,
      data: {
        alarm_id: alarmId,
        project: project.slug,
        summary: alarm.summary,
        dimension: alarm.dimension,
        slice: sliceFilters(alarm.slice),
        effect: alarm.effect,
        q_value: alarm.qValue,
        current: alarm.windows.current,
        reference: alarm.windows.reference,
        incident_id: alarm.incidentId,
        sampled: alarm.sampled,
      },
    });
    return {
      call: { what: 'drift alarm', method: 'POST', url: settings.webhook_url, headers: signed(alarmId, body, secret), body },
      secret,
      attempts: row.webhookAttempts,
    };
  });
}

export async function noteAlarmCall(
  projectId: string,
  alarmId: string,
  outcome: { state: 'waiting' | 'sent' | 'given_up'; error: string | null },
): Promise<void> {
  await withProject(projectId, (tx) =>
    tx.driftAlarm.update({
      where: { projectId_alarmId: { projectId, alarmId } },
      data: { webhookState: outcome.state, webhookError: outcome.error, webhookAttempts: { increment: 1 } },
    }),
  );
}

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`. The id stays the same when it is sent again, so it can be recognised. */
export function signed(id: string, body: string, secret: string, now = new Date()): HttpCall['headers'] {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (secret === '') return headers;
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}
