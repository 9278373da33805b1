// Job `tell-drift`: tells one alarm to the project's webhook; what fails in passing is tried again by the job queue, ever more slowly.
import { z } from 'zod';
import { readAddressPolicy } from '@/lib/connectors/address-policy';
import { judgeAnswer } from '@/lib/connectors/judge-answer';
import { hide } from '@/lib/connectors/run-calls';
import { createSender } from '@/lib/connectors/send-call';
import { loadAlarmCall, noteAlarmCall } from '@/lib/data/insights/drift-webhook';
import { env } from '@/lib/env';

const payloadSchema = z.object({ projectId: z.uuid(), alarmId: z.uuid() });
const CALL_MS = 15_000;
/** With the pauses of the job queue about two days. */
export const MAX_ATTEMPTS = 12;

class NotTold extends Error {}

export async function tellDrift(payload: unknown): Promise<void> {
  const { projectId, alarmId } = payloadSchema.parse(payload);
  const loaded = await loadAlarmCall(projectId, alarmId);
  if (!loaded) return;
  const { call, secret, attempts } = loaded;
  const sender = createSender({ policy: readAddressPolicy(env().COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS), timeoutMs: CALL_MS });
  try {
    const outcome = await sender.send(call);
    const verdict =
      'failure' in outcome ? { state: 'again' as const, problem: outcome.failure } : judgeAnswer(call, outcome.answer, Date.now());
    if (verdict.state === 'taken') return await noteAlarmCall(projectId, alarmId, { state: 'sent', error: null });
    const isOver = verdict.state === 'refused' || attempts + 1 >= MAX_ATTEMPTS;
    const error = hide(verdict.problem, secret, call);
    await noteAlarmCall(projectId, alarmId, { state: isOver ? 'given_up' : 'waiting', error });
    if (!isOver) throw new NotTold('the webhook did not take it');
  } finally {
    sender.close();
  }
}
