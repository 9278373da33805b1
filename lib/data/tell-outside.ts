// Puts a decision into the outbox and on its way to every connector, in the transaction of the decision.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import type { Json } from '@/lib/domain/run';
import type { Tx } from './database';
import { enqueueDelivery } from './delivery-queue';

export interface OutsideMessage {
  projectId: string;
  runId: string;
  at: Date;
  /** Of the decision; the trail is locked, so these grow in the order of commit. */
  trailIndex: bigint;
  payload: { [key: string]: Json };
}

/**
 * A connector that is switched off gets its deliveries as well: they wait until it is switched on. The connectors are kept from
 * being removed until the decision is there; what changes them takes the trail first, as decisions do, so neither waits for ever.
 */
export async function tellOutside(tx: Tx, { projectId, runId, at, trailIndex, payload }: OutsideMessage): Promise<void> {
  const outboxId = newId();
  await tx.outbox.create({ data: { projectId, outboxId, kind: 'decision', payload: payload as { [key: string]: string }, createdAt: at } });
  const connectors = await tx.$queryRaw<{ connectorId: string; isEnabled: boolean }[]>`
    SELECT c.connector_id::text AS "connectorId", c.is_enabled AS "isEnabled" FROM connector c WHERE c.project_id = ${projectId}::uuid
    ORDER BY c.connector_id FOR KEY SHARE`;
  if (connectors.length === 0) return;
  await tx.delivery.createMany({
    data: connectors.map(({ connectorId }) => ({ projectId, connectorId, outboxId, runId, trailIndex, nextAt: at })),
  });
  for (const { connectorId, isEnabled } of connectors) if (isEnabled) await enqueueDelivery(tx, projectId, connectorId, null);
}
