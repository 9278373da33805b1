// Counts the retrievals of one day by text and by document, and brings their sums of 28 days up to date.
import 'server-only';
import { PASSAGE_DAYS } from '@/lib/domain/pattern/passage-standing';
import type { Tx } from '@/lib/data/database';
import { sendSql } from '@/lib/data/sql-sender';

/** Days that have just left the window: their texts are summed anew although nothing of them has changed. */
const LEFT_DAYS = 2;

/** Replaces the rows of the day. Results of tools and the input itself were not retrieved and do not count. */
export async function countPassageDay(tx: Tx, projectId: string, day: Date): Promise<void> {
  const at = day.toISOString().slice(0, 10);
  const before = await sendSql<{ kind: string; key: string }>(
    tx,
    'DELETE FROM passage_day d WHERE d.project_id = $1::uuid AND d.day = $2::date RETURNING d.kind, d.key::text AS key',
    [projectId, at],
  );
  const counted = await sendSql<{ kind: string; key: string }>(tx, COUNT, [projectId, at]);
  await sendSql(tx, KEEP_PLACE, [projectId, at]);
  const touched = [...before, ...counted].filter(({ kind }) => kind !== 'all');
  await sendSql(tx, SUM, [projectId, PASSAGE_DAYS, LEFT_DAYS, JSON.stringify(touched)]);
}

/** What runs of the day were given, by their current revisions. */
const GIVEN = `given AS (
    SELECT r.run_id, r.started_at, md5(p.content)::uuid AS key, p.document_id, p.passage_id, p.page, p.ordinal, left(p.content, 240) AS preview,
      p.is_used AND NOT p.is_contradicted AS supports, p.is_contradicted, p.is_conflicting
    FROM run r JOIN passage p ON p.project_id = $1::uuid AND p.run_id = r.run_id AND p.revision = r.revision
    WHERE r.project_id = $1::uuid AND r.evaluated_at IS NOT NULL AND p.content <> '' AND coalesce(p.metadata->>'kind', '') NOT IN ('tool', 'input')
      AND r.started_at >= $2::date::timestamp AT TIME ZONE 'UTC' AND r.started_at < ($2::date + 1)::timestamp AT TIME ZONE 'UTC')`;

/** Each pair of a run and a text or document once; the rows of kind all have the pairs of all texts (key 0) and documents (key 1). */
const COUNT = `WITH ${GIVEN},
  pairs AS (
    SELECT 'passage' AS kind, g.key, g.run_id, bool_or(g.supports) AS supports, bool_or(g.is_contradicted) AS contradicted, bool_or(g.is_conflicting) AS conflicting
    FROM given g GROUP BY g.key, g.run_id
    UNION ALL
    SELECT 'document', md5(g.document_id)::uuid, g.run_id, bool_or(g.supports), bool_or(g.is_contradicted), bool_or(g.is_conflicting)
    FROM given g WHERE g.document_id IS NOT NULL GROUP BY g.document_id, g.run_id),
  keyed AS (
    SELECT * FROM pairs
    UNION ALL
    SELECT 'all', CASE kind WHEN 'passage' THEN '00000000-0000-0000-0000-000000000000' ELSE '00000000-0000-0000-0000-000000000001' END::uuid,
      run_id, supports, contradicted, conflicting FROM pairs)
  INSERT INTO passage_day (project_id, kind, key, day, retrieved, supported, contradicted, conflicting)
  SELECT $1::uuid, kind, key, $2::date, count(*)::int, (count(*) FILTER (WHERE supports))::int, (count(*) FILTER (WHERE contradicted))::int,
    (count(*) FILTER (WHERE conflicting))::int FROM keyed GROUP BY kind, key RETURNING kind, key::text AS key`;

/** Where each was seen last: what a list shows of it, and where its link goes. */
const KEEP_PLACE = `WITH ${GIVEN},
  places AS (
    SELECT 'passage' AS kind, g.* FROM given g
    UNION ALL
    SELECT 'document', g.run_id, g.started_at, md5(g.document_id)::uuid, g.document_id, g.passage_id, g.page, g.ordinal, g.preview, g.supports, g.is_contradicted,
      g.is_conflicting FROM given g WHERE g.document_id IS NOT NULL),
  last AS (SELECT DISTINCT ON (kind, key) * FROM places ORDER BY kind, key, started_at DESC, run_id, ordinal)
  INSERT INTO passage_standing AS s (project_id, kind, key, document_id, passage_id, page, preview, last_run_id, last_ordinal, first_day, last_day,
    retrieved, supported, contradicted, conflicting, missed, troubled)
  SELECT $1::uuid, kind, key, document_id, passage_id, page, preview, run_id, ordinal, $2::date, $2::date, 0, 0, 0, 0, 0, 0 FROM last ORDER BY kind, key
  ON CONFLICT (project_id, kind, key) DO UPDATE SET first_day = least(s.first_day, excluded.first_day), last_day = greatest(s.last_day, excluded.last_day),
    document_id = CASE WHEN excluded.last_day >= s.last_day THEN excluded.document_id ELSE s.document_id END,
    passage_id = CASE WHEN excluded.last_day >= s.last_day THEN excluded.passage_id ELSE s.passage_id END,
    page = CASE WHEN excluded.last_day >= s.last_day THEN excluded.page ELSE s.page END,
    preview = CASE WHEN excluded.last_day >= s.last_day THEN excluded.preview ELSE s.preview END,
    last_run_id = CASE WHEN excluded.last_day >= s.last_day THEN excluded.last_run_id ELSE s.last_run_id END,
    last_ordinal = CASE WHEN excluded.last_day >= s.last_day THEN excluded.last_ordinal ELSE s.last_ordinal END
  RETURNING 1`;

const SUM = `WITH today AS (SELECT (now() AT TIME ZONE 'UTC')::date AS day),
  touched AS (
    SELECT t.kind, t.key FROM jsonb_to_recordset($4::jsonb) AS t(kind text, key uuid)
    UNION
    SELECT d.kind, d.key FROM passage_day d CROSS JOIN today t
    WHERE d.project_id = $1::uuid AND d.day <= t.day - $2::int AND d.day > t.day - $2::int - $3::int AND d.kind <> 'all'),
  sums AS (
    SELECT x.kind, x.key, coalesce(sum(d.retrieved), 0)::int AS retrieved, coalesce(sum(d.supported), 0)::int AS supported,
      coalesce(sum(d.contradicted), 0)::int AS contradicted, coalesce(sum(d.conflicting), 0)::int AS conflicting
    FROM touched x CROSS JOIN today t LEFT JOIN passage_day d ON d.project_id = $1::uuid AND d.kind = x.kind AND d.key = x.key AND d.day > t.day - $2::int
    GROUP BY x.kind, x.key)
  UPDATE passage_standing s SET retrieved = m.retrieved, supported = m.supported, contradicted = m.contradicted, conflicting = m.conflicting,
    missed = m.retrieved - m.supported, troubled = m.contradicted + m.conflicting
  FROM sums m WHERE s.project_id = $1::uuid AND s.kind = m.kind AND s.key = m.key RETURNING 1`;
