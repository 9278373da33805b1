// Which run an id belongs to, for records that name a response or a request and no trace.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { forbidden } from '@/lib/errors';
import { withProjectSql } from '@/lib/data/database';

/** Run id by alias, of the run that came last where several share one; ids that no run has are absent. */
export async function findRunsByAlias(
  actor: Actor,
  aliases: readonly string[],
  kind: CanonicalRun['aliases'][number]['kind'],
): Promise<Map<string, string>> {
  if (!can(actor, 'run.ingest')) throw forbidden('send runs');
  return withProjectSql(actor.projectId, async (client) => {
    const { rows } = await client.query<{ alias: string; run_id: string }>(
      `SELECT a.alias, a.run_id FROM run_alias a JOIN run r ON r.project_id = a.project_id AND r.run_id = a.run_id
       WHERE a.project_id = $1::uuid AND r.project_id = $1::uuid AND a.kind = $2 AND a.alias = ANY ($3::text[]) ORDER BY r.received_at, r.run_id`,
      [actor.projectId, kind, aliases],
    );
    return new Map(rows.map(({ alias, run_id }) => [alias, run_id]));
  });
}
