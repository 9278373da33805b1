// Deliveries of one connector: taken one at a time under a lease, ended or put off, and the job that takes them.
import 'server-only';
import { z } from 'zod';
import { backoffMs } from '@/lib/domain/delivery-backoff';
import { type Tx, withProject } from '@/lib/data/database';
import { databaseNow } from '@/lib/data/queues/item-verb';
import { enqueueJob } from '@/lib/data/jobs';

/** Longer than a worker spends on one delivery: what it took and did not end is taken again after that. */
export const LEASE_MS = 120_000;
/** The job looks again at least so often while something waits. */
const LOOK_AGAIN_MS = 60_000;

export interface TakenDelivery {
  projectId: string;
  connectorId: string;
  outboxId: string;
  runId: string;
  /** With this one. */
  attempts: number;
  progress: number;
  payload: unknown;
  connector: { kind: string; settings: unknown; secret: Uint8Array | null; failures: number };
}

export type DeliveryFate =
  | { state: 'sent' }
  | { state: 'not_applicable'; reason: string }
  | { state: 'given_up'; problem: string }
  /** The time was up: go on at once. */
  | { state: 'unfinished'; progress: number }
  | { state: 'again'; problem: string; progress: number; retryAfterMs: number | null; isOfConnector: boolean };

/**
 * The oldest delivery that is due, leased to the caller; null when none is, or the connector is off or pausing. Of each run the
 * next decision is taken only after the one before it has ended, so they arrive in the order in which they were made.
 */
export async function takeDelivery(projectId: string, connectorId: string): Promise<TakenDelivery | null> {
  return withProject(projectId, async (tx) => {
    const connector = await tx.connector.findUnique({ where: { projectId_connectorId: { projectId, connectorId } } });
    const now = await databaseNow(tx);
    if (!connector?.isEnabled || (connector.pausedUntil !== null && connector.pausedUntil > now)) return null;
    const [due] = await tx.$queryRaw<{ outboxId: string }[]>`
      SELECT w.outbox_id::text AS "outboxId" FROM delivery w
      WHERE w.project_id = ${projectId}::uuid AND w.connector_id = ${connectorId}::uuid AND w.state = 'waiting' AND w.next_at <= clock_timestamp()
        AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.project_id = ${projectId}::uuid AND e.connector_id = ${connectorId}::uuid
          AND e.run_id = w.run_id AND e.trail_index < w.trail_index AND e.state = 'waiting')
      ORDER BY w.trail_index LIMIT 1 FOR UPDATE SKIP LOCKED`;
    if (!due) return null;
    const key = { projectId, connectorId, outboxId: due.outboxId };
    const row = await tx.delivery.update({
      where: { projectId_connectorId_outboxId: key },
      data: { attempts: { increment: 1 }, nextAt: new Date(now.getTime() + LEASE_MS) },
      include: { outbox: { select: { payload: true } } },
    });
    const { kind, settings, secret, failures } = connector;
    return {
      ...key,
      runId: row.runId,
      attempts: row.attempts,
      progress: row.progress,
      payload: row.outbox.payload,
      connector: { kind, settings, secret, failures },
    };
  });
}

/**
 * Writes down what became of it. Nothing is written when the lease had run out and somebody else took it: their word counts.
 * Answers whether it was written.
 */
export async function endDelivery(taken: TakenDelivery, fate: DeliveryFate, random = Math.random()): Promise<boolean> {
  const { projectId, connectorId, outboxId, attempts } = taken;
  return withProject(projectId, async (tx) => {
    // By the clock of the database throughout: those of the processes may differ.
    const now = await databaseNow(tx);
    const { count } = await tx.delivery.updateMany({
      where: { projectId, connectorId, outboxId, attempts, state: 'waiting' },
      data: deliveryChange(taken, fate, now, random),
    });
    if (count === 0) return false;
    const data = connectorChange(taken, fate, now, random);
    if (data) await tx.connector.updateMany({ where: { projectId, connectorId }, data });
    return true;
  });
}

function deliveryChange({ attempts }: TakenDelivery, fate: DeliveryFate, now: Date, random: number) {
  switch (fate.state) {
    case 'sent':
      return { state: 'sent', endedAt: now, lastError: null };
    case 'not_applicable':
      return { state: fate.state, endedAt: now, lastError: fate.reason };
    case 'given_up':
      return { state: fate.state, endedAt: now, lastError: fate.problem };
    case 'unfinished':
      return { progress: fate.progress, nextAt: now, attempts: { decrement: 1 } };
    case 'again':
      return {
        progress: fate.progress,
        nextAt: new Date(now.getTime() + backoffMs(attempts, fate.retryAfterMs, random)),
        lastError: fate.problem,
      };
  }
}

function connectorChange({ connector }: TakenDelivery, fate: DeliveryFate, now: Date, random: number) {
  if (fate.state === 'sent') return { failures: 0, pausedUntil: null, lastOkAt: now };
  if (fate.state === 'given_up') return { lastError: fate.problem, lastErrorAt: now };
  if (fate.state !== 'again') return null;
  const said = { lastError: fate.problem, lastErrorAt: now };
  if (!fate.isOfConnector) return said;
  const failures = connector.failures + 1;
  return { ...said, failures, pausedUntil: new Date(now.getTime() + backoffMs(failures, fate.retryAfterMs, random)) };
}

/** Asks for the job again when something waits: at once when it is due, else when it will be. */
export async function rescheduleDelivery(projectId: string, connectorId: string): Promise<void> {
  await withProject(projectId, async (tx) => {
    const [next] = await tx.$queryRaw<{ inMs: number | null }[]>`
      SELECT (extract(epoch FROM greatest(min(w.next_at), c.paused_until) - clock_timestamp()) * 1000)::float8 AS "inMs"
      FROM connector c JOIN delivery w ON w.project_id = c.project_id AND w.connector_id = c.connector_id
      WHERE c.project_id = ${projectId}::uuid AND c.connector_id = ${connectorId}::uuid AND c.is_enabled
        AND w.project_id = ${projectId}::uuid AND w.state = 'waiting'
        AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.project_id = ${projectId}::uuid AND e.connector_id = ${connectorId}::uuid
          AND e.run_id = w.run_id AND e.trail_index < w.trail_index AND e.state = 'waiting')
      GROUP BY c.paused_until`;
    if (next?.inMs === undefined || next.inMs === null) return;
    await enqueueDelivery(tx, projectId, connectorId, new Date(Date.now() + Math.min(LOOK_AGAIN_MS, Math.max(0, next.inMs))));
  });
}

/** For the hourly sweep: a job that was lost, by a restore for instance, is asked for again. */
export async function rescheduleAllDeliveries(projectId: string): Promise<void> {
  const connectors = await withProject(projectId, (tx) =>
    tx.connector.findMany({ where: { projectId, isEnabled: true }, select: { connectorId: true } }),
  );
  for (const { connectorId } of connectors) await rescheduleDelivery(projectId, connectorId);
}

export async function enqueueDelivery(tx: Tx, projectId: string, connectorId: string, runAt: Date | null): Promise<void> {
  z.uuid().parse(connectorId);
  await enqueueJob(
    tx,
    'deliver-outbox',
    { projectId, connectorId },
    { key: `deliver-outbox:${connectorId}`, ...(runAt === null ? {} : { runAt }) },
  );
}
