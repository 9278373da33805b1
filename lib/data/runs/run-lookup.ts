// Finds the run behind any id that somebody may hold: of the run itself, a trace, a span, a session, an item, a request, a document, a user.
import 'server-only';
import { z } from 'zod';
import type { IdKind } from '@/lib/domain/find/id-form';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';
import { storedForm } from '@/lib/data/privacy/stored-form';

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
/** An id in metadata that very many runs share is no id of a run: so many of them are looked at. */
const MAX_ROWS = 1000;
/** Newest runs whose ids are compared with one that is none. */
const COMPARED = 2000;

/** Looks in all places at once. An id is compared as it is, without white space around it, and as the privacy rules store it. */
export async function lookup(actor: Actor, id: string): Promise<Lookup> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const wanted = id.trim();
  if (wanted === '' || wanted.includes('\0')) return { matches: [], closest: [] };
  const masked = await storedForm(actor, 'user_id', wanted);
  return withProject(actor.projectId, async (tx) => {
    const asTyped = await findMatches(tx, actor.projectId, wanted);
    const matches = asTyped.length > 0 || masked === null ? asTyped : await findMatches(tx, actor.projectId, masked);
    return { matches, closest: matches.length > 0 ? [] : await findClosest(tx, actor.projectId, wanted) };
  });
}

async function findMatches(tx: Tx, projectId: string, id: string): Promise<FoundRun[]> {
  const itemId = z.uuid().safeParse(id).success ? id : null;
  const found = await tx.$queryRaw<FoundRun[]>`
    SELECT r.run_id AS "runId", f.kind, r.name, to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "startedAt", f.step_id AS "stepId"
    FROM run r JOIN (
      SELECT x.run_id, 'run' AS kind, 0 AS place, NULL AS step_id FROM run x WHERE x.project_id = ${projectId}::uuid AND x.run_id = ${id}
      UNION ALL SELECT a.run_id, a.kind, 1, NULL FROM (SELECT l.run_id, l.kind FROM run_alias l
        WHERE l.project_id = ${projectId}::uuid AND l.alias = ${id} LIMIT ${MAX_ROWS}) a
      UNION ALL SELECT s.run_id, 'span', 2, s.step_id FROM step s WHERE s.project_id = ${projectId}::uuid AND s.step_id = ${id}
      UNION ALL SELECT y.run_id, 'session', 3, NULL FROM (${newest(projectId, Prisma.sql`n.session_id = ${id}`)}) y
      UNION ALL SELECT u.run_id, 'user', 5, NULL FROM (${newest(projectId, Prisma.sql`n.user_id = ${id}`)}) u
      UNION ALL SELECT d.run_id, 'document', 6, NULL FROM (${newest(projectId, Prisma.sql`n.document_ids @> ARRAY[${id}]::text[]`)}) d
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

/** Of a condition that many runs may meet: an index gives them in this order, so only these are read. */
function newest(projectId: string, condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT n.run_id FROM run n WHERE n.project_id = ${projectId}::uuid AND ${condition} ORDER BY n.started_at DESC, n.run_id LIMIT ${MAX_MATCHES}`;
}

/** By prefix first, which indexes serve; then by likeness among the newest runs: what a slip of the pen turns into. */
async function findClosest(tx: Tx, projectId: string, id: string): Promise<FoundRun[]> {
  const end = `${id}\u{10ffff}`;
  return tx.$queryRaw<FoundRun[]>`
    WITH near AS (
      (SELECT x.run_id, 'run' AS kind, 2::real AS likeness FROM run x
        WHERE x.project_id = ${projectId}::uuid AND x.run_id >= ${id} AND x.run_id < ${end} ORDER BY x.run_id LIMIT ${MAX_CLOSEST})
      UNION ALL
      (SELECT a.run_id, a.kind, 2::real FROM run_alias a
        WHERE a.project_id = ${projectId}::uuid AND a.alias >= ${id} AND a.alias < ${end} ORDER BY a.alias LIMIT ${MAX_CLOSEST})
      UNION ALL
      (SELECT n.run_id, 'run', similarity(n.run_id, ${id}) FROM (SELECT y.run_id FROM run y WHERE y.project_id = ${projectId}::uuid
        ORDER BY y.started_at DESC, y.run_id LIMIT ${COMPARED}) n WHERE similarity(n.run_id, ${id}) > 0.3))
    SELECT r.run_id AS "runId", n.kind, r.name, to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "startedAt", NULL AS "stepId"
    FROM (SELECT DISTINCT ON (m.run_id) m.run_id, m.kind, m.likeness FROM near m ORDER BY m.run_id, m.likeness DESC) n
    JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = n.run_id
    ORDER BY n.likeness DESC, r.started_at DESC, r.run_id LIMIT ${MAX_CLOSEST}`;
}
