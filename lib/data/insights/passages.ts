// Weak passages and documents: often retrieved, seldom supporting; never supporting; in conflict; never retrieved.
import 'server-only';
import { MASK } from '@/lib/domain/mask-content';
import {
  PASSAGE_DAYS,
  type PassageCounts,
  type PassageList,
  type PassageQuery,
  type PassageStanding,
  standingOf,
} from '@/lib/domain/pattern/passage-standing';
import { type Actor, can } from '@/lib/domain/policy';
import { wilsonInterval } from '@/lib/domain/statistics/wilson-interval';
import { forbidden } from '@/lib/errors';
import { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';

/** Rows with the most missed retrievals that are looked at for weak ones; what is often retrieved and weak is among the first. */
const LOOKED_AT = 600;

/** By sums that are kept by text and document, so the cost does not depend on the number of runs. */
export async function listWeakPassages(actor: Actor, query: PassageQuery): Promise<PassageList> {
  if (!can(actor, 'run.read')) throw forbidden('see what was retrieved');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const { kind, view, limit } = query;
    const all = await averageOf(tx, projectId, kind);
    const base = { kind, view, average: wilsonInterval(all.supported, all.retrieved), retrievals: all.retrieved };
    if (view === 'never_retrieved') {
      const documents = await neverRetrieved(tx, projectId, limit + 1);
      return { ...base, passages: [], documents: documents.slice(0, limit), isWhole: documents.length <= limit };
    }
    const rows = await candidates(tx, projectId, query);
    const average = base.average?.share ?? 0;
    const standing = rows
      .map((row): PassageStanding => ({ ...row, passageId: isPlace(row.passageId) ? null : row.passageId, ...standingOf(row, average) }))
      .filter(({ isWeak, supported }) => view === 'conflicting' || (view === 'unused' ? supported === 0 : isWeak));
    const passages = standing.slice(0, limit).map((one) => (can(actor, 'run.read_raw') ? one : { ...one, preview: MASK }));
    return { ...base, passages, documents: [], isWhole: standing.length <= limit && rows.length < LOOKED_AT };
  });
}

const isPlace = (id: string | null) => id !== null && /^\d{0,3}$/.test(id);

async function averageOf(tx: Tx, projectId: string, kind: 'passage' | 'document'): Promise<Pick<PassageCounts, 'retrieved' | 'supported'>> {
  const key = `00000000-0000-0000-0000-00000000000${kind === 'passage' ? 0 : 1}`;
  const [sums] = await tx.$queryRaw<Pick<PassageCounts, 'retrieved' | 'supported'>[]>`
    SELECT coalesce(sum(d.retrieved), 0)::int AS retrieved, coalesce(sum(d.supported), 0)::int AS supported FROM passage_day d
    WHERE d.project_id = ${projectId}::uuid AND d.kind = 'all' AND d.key = ${key}::uuid AND d.day > (now() AT TIME ZONE 'UTC')::date - ${PASSAGE_DAYS}::int`;
  return sums ?? { retrieved: 0, supported: 0 };
}

/** In the order of the index of the view. */
async function candidates(tx: Tx, projectId: string, { kind, view }: PassageQuery): Promise<Omit<PassageStanding, 'share' | 'isWeak'>[]> {
  const column = Prisma.raw(view === 'conflicting' ? 's.troubled' : 's.missed');
  return tx.$queryRaw<Omit<PassageStanding, 'share' | 'isWeak'>[]>`
    SELECT s.kind, s.key::text AS key, s.document_id AS "documentId", s.passage_id AS "passageId", s.page, s.preview, s.last_run_id AS "lastRunId",
      s.last_ordinal AS "lastOrdinal", s.first_day::text AS "firstDay", s.last_day::text AS "lastDay", s.retrieved, s.supported, s.contradicted, s.conflicting
    FROM passage_standing s WHERE s.project_id = ${projectId}::uuid AND s.kind = ${kind} AND ${column} > 0 ORDER BY ${column} DESC, s.key LIMIT ${LOOKED_AT}`;
}

/** Documents that are there and that no run ever retrieved, the newest first. */
async function neverRetrieved(tx: Tx, projectId: string, limit: number): Promise<PassageList['documents']> {
  const rows = await tx.$queryRaw<{ documentId: string; title: string; version: number; createdAt: Date }[]>`
    SELECT d.document_id AS "documentId", d.title, d.version, d.created_at AS "createdAt" FROM document d
    WHERE d.project_id = ${projectId}::uuid
      AND NOT EXISTS (SELECT FROM document n WHERE n.project_id = ${projectId}::uuid AND n.document_id = d.document_id AND n.version > d.version)
      AND NOT EXISTS (SELECT FROM passage_standing s WHERE s.project_id = ${projectId}::uuid AND s.kind = 'document' AND s.key = md5(d.document_id)::uuid)
    ORDER BY d.created_at DESC, d.document_id LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
