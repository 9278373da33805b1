// Job `deliver-outbox`: sends what waits for one connector, one decision after another, until nothing is due or the time is up.
import { z } from 'zod';
import { readAddressPolicy } from '@/lib/connectors/address-policy';
import { connectorOf } from '@/lib/connectors/registry';
import { runCalls } from '@/lib/connectors/run-calls';
import { createSender } from '@/lib/connectors/send-call';
import { openConnectorSecret } from '@/lib/data/outside/connector-secret';
import { type DeliveryFate, endDelivery, rescheduleDelivery, type TakenDelivery, takeDelivery } from '@/lib/data/outside/delivery-queue';
import { loadDelivery } from '@/lib/data/outside/load-delivery';
import { withoutTexts } from '@/lib/domain/delivered-decision';
import { env } from '@/lib/env';
import { ExpectedError } from '@/lib/errors';
import { log } from '@/lib/log';
import { count } from '@/lib/telemetry';

const payloadSchema = z.object({ projectId: z.uuid(), connectorId: z.uuid() });
/** After this long a job makes room for those of other connectors and is asked for anew. */
const JOB_MS = 20_000;
/** For the calls of one decision; shorter than the lease. */
const DELIVERY_MS = 60_000;

/** For one call as a whole. */
const CALL_MS = 10_000;

export async function deliverOutbox(payload: unknown, { callMs = CALL_MS } = {}): Promise<void> {
  const { projectId, connectorId } = payloadSchema.parse(payload);
  const endAtMs = Date.now() + JOB_MS;
  while (Date.now() < endAtMs) {
    const taken = await takeDelivery(projectId, connectorId);
    if (!taken) break;
    const fate = await deliver(taken, callMs);
    count('countersign.deliveries', 1, { kind: taken.connector.kind, outcome: fate.state });
    if (fate.state === 'again' || fate.state === 'given_up')
      log.warn({ projectId, connectorId, kind: taken.connector.kind, attempt: taken.attempts, outcome: fate.state }, 'a delivery failed');
    await endDelivery(taken, fate);
  }
  await rescheduleDelivery(projectId, connectorId);
}

async function deliver(taken: TakenDelivery, timeoutMs: number): Promise<DeliveryFate> {
  const connector = connectorOf(taken.connector.kind);
  const settings = connector?.settings.safeParse(taken.connector.settings);
  if (!connector || !settings?.success) return mustBeMended('Its settings cannot be read by this version. Open them and save them again.');
  let secret: string;
  try {
    secret = openConnectorSecret(taken.connector.secret, taken);
  } catch (error) {
    if (error instanceof ExpectedError) return mustBeMended(error.message);
    throw error;
  }
  const decision = await loadDelivery(taken.projectId, taken.payload);
  if (!decision) return { state: 'not_applicable', reason: 'The decision or its run is no longer stored.' };
  const { hasTexts } = textsSchema.parse(settings.data);
  const plan = connector.plan(hasTexts ? decision : withoutTexts(decision), settings.data, secret);
  if ('notApplicable' in plan) return { state: 'not_applicable', reason: plan.notApplicable };
  const sender = createSender({ policy: readAddressPolicy(env().COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS), timeoutMs });
  try {
    const options = { connector, settings: settings.data, secret, sender, progress: taken.progress, endAtMs: Date.now() + DELIVERY_MS };
    const result = await runCalls(plan.calls, options);
    if (result.state !== 'failed') return result;
    const { verdict, progress } = result;
    if (verdict.state === 'refused') return { state: 'given_up', problem: verdict.problem };
    if (taken.attempts >= verdict.maxAttempts)
      return { state: 'given_up', problem: `${verdict.problem} Given up after ${taken.attempts} attempts.` };
    return { state: 'again', problem: verdict.problem, progress, retryAfterMs: verdict.retryAfterMs, isOfConnector: verdict.isOfConnector };
  } finally {
    sender.close();
  }
}

const textsSchema = z.object({ hasTexts: z.boolean() });

/** Nothing is lost: it waits until somebody has put it right. */
function mustBeMended(problem: string): DeliveryFate {
  return { state: 'again', problem, progress: 0, retryAfterMs: null, isOfConnector: true };
}
