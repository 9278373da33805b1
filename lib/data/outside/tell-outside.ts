// Puts a decision into the outbox and on its way to every connector, in the transaction of the decision.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import type { Json } from '@/lib/domain/run/run';
import type { Tx } from '@/lib/data/database';
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
 * A connector that is switched off gets its deliveries as well: they wait until it is switched on. Call it when the events are
 * recorded: the trail is locked then, and connectors are removed under the same lock, so none goes in between.
 */
export async function tellOutside(tx: Tx, { projectId, runId, at, trailIndex, payload }: OutsideMessage): Promise<void> {
  const outboxId = newId();
  await tx.outbox.create({ data: { projectId, outboxId, kind: 'decision', payload: payload as { [key: string]: string }, createdAt: at } });
  const connectors = await tx.connector.findMany({ where: { projectId }, select: { connectorId: true, isEnabled: true } });
  if (connectors.length === 0) return;
  await tx.delivery.createMany({
    data: connectors.map(({ connectorId }) => ({ projectId, connectorId, outboxId, runId, trailIndex, nextAt: at })),
  });
  for (const { connectorId, isEnabled } of connectors) if (isEnabled) await enqueueDelivery(tx, projectId, connectorId, null);
}
