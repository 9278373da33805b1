// Connectors and what did not arrive, for their page. The credential is not read here.
import 'server-only';
import { connectorOf } from '@/lib/connectors/registry';
import { type ConnectorRow, connectorState, type UndeliveredRow } from '@/lib/domain/connector-view';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';

const UNDELIVERED_SHOWN = 50;

interface Counts {
  connectorId: string;
  state: string;
  count: number;
  oldestAt: Date | null;
}

/** By name, with their counts by state. */
export async function listConnectors(actor: Actor): Promise<ConnectorRow[]> {
  requireRead(actor);
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const rows = await tx.connector.findMany({ where: { projectId }, omit: { secret: true } });
    const sealed = await tx.connector.findMany({ where: { projectId, secret: { not: null } }, select: { connectorId: true } });
    const counts = await tx.$queryRaw<Counts[]>`
      SELECT d.connector_id::text AS "connectorId", d.state, count(*)::int AS count, min(o.created_at) AS "oldestAt"
      FROM delivery d JOIN outbox o ON o.project_id = d.project_id AND o.outbox_id = d.outbox_id
      WHERE d.project_id = ${projectId}::uuid AND o.project_id = ${projectId}::uuid GROUP BY d.connector_id, d.state`;
    const byName = rows.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
    return byName.map((row) => {
      const of = (state: string) => counts.find((each) => each.connectorId === row.connectorId && each.state === state);
      return {
        connectorId: row.connectorId,
        kind: row.kind,
        kindTitle: connectorOf(row.kind)?.title ?? row.kind,
        name: row.name,
        settings: row.settings as ConnectorRow['settings'],
        hasSecret: sealed.some(({ connectorId }) => connectorId === row.connectorId),
        isEnabled: row.isEnabled,
        state: connectorState(row),
        lastOkAt: row.lastOkAt?.toISOString() ?? null,
        lastError: row.lastError,
        lastErrorAt: row.lastErrorAt?.toISOString() ?? null,
        pausedUntil: row.pausedUntil && row.pausedUntil > new Date() ? row.pausedUntil.toISOString() : null,
        waiting: of('waiting')?.count ?? 0,
        oldestWaitingAt: of('waiting')?.oldestAt?.toISOString() ?? null,
        sent: of('sent')?.count ?? 0,
        givenUp: of('given_up')?.count ?? 0,
        notApplicable: of('not_applicable')?.count ?? 0,
      };
    });
  });
}

/** The newest decisions that were given up or do not apply, at most 50. */
export async function listUndelivered(actor: Actor): Promise<UndeliveredRow[]> {
  requireRead(actor);
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const rows = await tx.delivery.findMany({
      where: { projectId, state: { in: ['given_up', 'not_applicable'] } },
      // What was given up first: it wants somebody to look.
      orderBy: [{ state: 'asc' }, { trailIndex: 'desc' }],
      take: UNDELIVERED_SHOWN,
      include: { connector: { select: { name: true } } },
    });
    return rows.map(({ connectorId, connector, outboxId, runId, state, lastError, attempts, endedAt }) => ({
      connectorId,
      connectorName: connector.name,
      outboxId,
      runId,
      state: state === 'given_up' ? 'given_up' : 'not_applicable',
      reason: lastError ?? '',
      attempts,
      endedAt: (endedAt ?? new Date(0)).toISOString(),
    }));
  });
}

function requireRead(actor: Actor): void {
  if (!can(actor, 'connector.read')) throw forbidden('see connectors');
}
