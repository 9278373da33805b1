// Job `drain-inbox`: reads the batches that were put by, oldest first, until none is due.
import { z } from 'zod';
import { type BatchFate, rescheduleInbox, type WaitingBatch, workOffInbox } from '@/lib/data/ingest/inbox';
import { addUse } from '@/lib/data/ingest/ingest-use';
import type { Actor } from '@/lib/domain/policy';
import { ExpectedError } from '@/lib/errors';
import { log } from '@/lib/log';
import { recordLevel } from '@/lib/telemetry';
import { doorRoute, otlpEncoding } from './door-route';
import { unpack } from './read-body';
import { takeOtlp } from './take-otlp';
import { takeWaiting } from './take-surface';

const payloadSchema = z.object({ projectId: z.uuid() });
/** A record whose run never comes is given up after a day. */
const MAX_WAIT_MS = 24 * 60 * 60 * 1000;
const LOOK_AGAIN_MS = 5000;

export async function drainInbox(payload: unknown): Promise<void> {
  const { projectId } = payloadSchema.parse(payload);
  const actor: Actor = { userId: null, name: 'inbox', projectId, projectSlug: '', role: 'owner', via: 'system', scopes: [] };
  let isFound = true;
  while (isFound) isFound = await workOffInbox(projectId, (batch) => workOff(actor, batch));
  recordLevel('countersign.inbox.waiting', await rescheduleInbox(projectId, LOOK_AGAIN_MS), { project: projectId });
}

async function workOff(actor: Actor, batch: WaitingBatch): Promise<BatchFate> {
  const route = doorRoute('POST', batch.path, batch.contentType);
  const isKnown = route.kind === 'surface' || (route.kind === 'otlp' && route.signal !== 'metrics');
  if (!isKnown) return giveUp(batch, `nothing is taken in at ${batch.path}`);
  try {
    const bytes = await unpack(batch.body, batch.contentEncoding);
    if (route.kind === 'surface') {
      const left = await takeWaiting(actor, route.surface, route.match, batch.contentType, bytes);
      return waitOn(batch, left, 'parts name a step that no run has');
    }
    const encoding = otlpEncoding(batch.contentType) ?? (bytes[0] === 0x7b ? 'json' : 'protobuf');
    const { rejected, waiting, use } = await takeOtlp(actor, route.signal === 'logs' ? 'logs' : 'traces', encoding, bytes);
    if (!batch.isCounted) await addUse(actor.projectId, { spansPerSecond: use.spans, runsPerDay: use.runs });
    if (rejected.count > 0)
      log.warn(
        { projectId: actor.projectId, inboxId: batch.inboxId, rejected: rejected.count, reasons: rejected.details },
        'inbox: parts of a batch were left out',
      );
    return waitOn(batch, waiting, 'log records name a response that no run has');
  } catch (error) {
    if (error instanceof ExpectedError && error.status < 500 && error.status !== 429) return giveUp(batch, error.message);
    return { state: 'again', problem: (error as Error).message };
  }
}

function waitOn(batch: WaitingBatch, waiting: number, what: string): BatchFate {
  if (waiting === 0) return { state: 'done' };
  const problem = `${waiting} ${what}`;
  return Date.now() - batch.receivedAt.getTime() > MAX_WAIT_MS ? giveUp(batch, problem) : { state: 'again', problem, isCounted: true };
}

/** It was acknowledged, so it is kept, with the reason beside it. */
function giveUp(batch: WaitingBatch, problem: string): BatchFate {
  log.error({ inboxId: batch.inboxId, problem }, 'inbox: a batch cannot be read');
  return { state: 'given_up', problem };
}
