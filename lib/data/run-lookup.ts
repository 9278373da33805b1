// Finds the run behind any id that somebody may hold: of the run itself, a trace, a span, a session, an item, a request.
import 'server-only';
import { z } from 'zod';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from './database';

export type IdKind = 'run' | 'trace' | 'span' | 'session' | 'item' | 'request' | 'metadata';

/** `stepId` when the id names a step: where to point within the run. */
export interface FoundRun {
  runId: string;
  kind: IdKind;
  name: string | null;
  startedAt: string;
  stepId: string | null;
}

export interface Lookup {
  /** Every run that the id names, the newest first: a session or a request id may name several. */
  matches: FoundRun[];
  /** When there is no match: ids that look like it. */
  closest: FoundRun[];
}

const MAX_MATCHES = 50;
const MAX_CLOSEST = 6;

/** Looks in all places at once. An id is compared as it is, without white space around it. */
export async function lookup(actor: Actor, id: string): Promise<Lookup> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const wanted = id.trim();
  if (wanted === '' || wanted.includes('\0')) return { matches: [], closest: [] };
  return withProject(actor.projectId, async (tx) => {
    const matches = await findMatches(tx, actor.projectId, wanted);
    return { matches, closest: matches.length > 0 ? [] : await findClosest(tx, actor.projectId, wanted) };
  });
}

async function findMatches(tx: Tx, projectId: string, id: string): Promise<FoundRun[]> {
  const itemId = z.uuid().safeParse(id).success ? id : null;
  const found = await tx.$queryRaw<FoundRun[]>`
    SELECT r.run_id AS "runId", f.kind, r.name, to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "startedAt", f.step_id AS "stepId"
    FROM run r JOIN (
      SELECT x.run_id, 'run' AS kind, 0 AS place, NULL AS step_id FROM run x WHERE x.project_id = ${projectId}::uuid AND x.run_id = ${id}
      UNION ALL SELECT a.run_id, a.kind, 1, NULL FROM run_alias a WHERE a.project_id = ${projectId}::uuid AND a.alias = ${id}
      UNION ALL SELECT s.run_id, 'span', 2, s.step_id FROM step s WHERE s.project_id = ${projectId}::uuid AND s.step_id = ${id}
      UNION ALL SELECT y.run_id, 'session', 3, NULL FROM run y WHERE y.project_id = ${projectId}::uuid AND y.session_id = ${id}
      UNION ALL SELECT i.run_id, 'item', 4, NULL FROM item i WHERE i.project_id = ${projectId}::uuid AND i.item_id = ${itemId}::uuid
    ) f ON f.run_id = r.run_id
    WHERE r.project_id = ${projectId}::uuid ORDER BY f.place, r.started_at DESC, r.run_id LIMIT ${MAX_MATCHES}`;
  const seen = new Set<string>();
  const merged = found.filter(({ runId }) => !seen.has(runId) && seen.add(runId));
  return merged.map((run) => ({
    ...run,
    stepId: found.find((other) => other.runId === run.runId && other.stepId !== null)?.stepId ?? null,
  }));
}

/** By prefix first, then by likeness among the newest runs: what a slip of the pen or a cut-off id turns into. */
async function findClosest(tx: Tx, projectId: string, id: string): Promise<FoundRun[]> {
  return tx.$queryRaw<FoundRun[]>`
    WITH recent AS (SELECT r.run_id, r.name, r.started_at FROM run r WHERE r.project_id = ${projectId}::uuid ORDER BY r.started_at DESC, r.run_id LIMIT 20000),
    near AS (
      SELECT x.run_id, x.name, x.started_at, 'run' AS kind, starts_with(lower(x.run_id), ${id.toLowerCase()}) AS starts, similarity(x.run_id, ${id}) AS likeness FROM recent x
      UNION ALL
      SELECT x.run_id, x.name, x.started_at, a.kind, true, similarity(a.alias, ${id}) FROM recent x JOIN run_alias a ON a.project_id = ${projectId}::uuid AND a.run_id = x.run_id AND a.alias ^@ ${id})
    SELECT run_id AS "runId", kind, name, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "startedAt", NULL AS "stepId"
    FROM near WHERE starts OR likeness > 0.3 ORDER BY ${Prisma.raw('starts DESC, likeness DESC, started_at DESC')} LIMIT ${MAX_CLOSEST}`;
}
