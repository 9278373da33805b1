// Words inside one run: names, errors, messages, JSON keys and values of all steps, bodies included. Some steps at a time.
import 'server-only';
import { z } from 'zod';
import { type Actor, can } from '@/lib/domain/policy';
import { HIT_PLACES, type HitPlace, type RunHits } from '@/lib/domain/steps/run-hit';
import { forbidden } from '@/lib/errors';
import { Prisma } from '@/prisma/generated/client';
import { noteContentRead } from '@/lib/data/content-read';
import { withProject } from '@/lib/data/database';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';
import { getSummary } from './run-detail';
import { likePattern } from './run-filter-sql';

/** Steps of a page at most; fewer when their bodies are large. */
const PAGE_STEPS = 4000;
/** Stored (compressed) bytes after which a page ends; one step is always taken. */
const PAGE_BYTES = 16 * 1024 * 1024;
const BEFORE = 60;
const AFTER = 120;

const cursorSchema = z.tuple([z.literal('search'), z.string()]);

/**
 * The next page of hits of `q` in a run, by step id: at most one for each place of a step. A reader without sight of raw content
 * searches names only. Walks the run's own steps by their key, so the size of the project does not matter. Throws `not_found`.
 */
export async function searchRun(actor: Actor, runId: string, { q, cursor }: { q: string; cursor?: string | undefined }): Promise<RunHits> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { projectId } = actor;
  const canReadRaw = can(actor, 'run.read_raw');
  const after = cursor ? decodeCursor(cursor, cursorSchema)[1] : null;
  const places = canReadRaw ? HIT_PLACES : (['name'] as const);
  // What stands in JSON has its quotes and backslashes escaped.
  const escaped = JSON.stringify(q).slice(1, -1);
  const found = await withProject(projectId, async (tx) => {
    await getSummary(tx, projectId, runId);
    if (canReadRaw) await noteContentRead(tx, actor, runId);
    // Both tables are read between two keys, so that a page costs the same wherever in the run it is, whatever plan is chosen.
    const from = after === null ? Prisma.empty : Prisma.sql`AND s.step_id > ${after}`;
    const [end] = await tx.$queryRaw<{ stepId: string }[]>`
      SELECT s.step_id AS "stepId" FROM step s WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} ${from}
      ORDER BY s.step_id OFFSET ${PAGE_STEPS - 1} LIMIT 1`;
    const within = (table: 's' | 'io') => {
      const key = Prisma.raw(`${table}.step_id`);
      return Prisma.sql`${after === null ? Prisma.empty : Prisma.sql`AND ${key} > ${after}`} ${end ? Prisma.sql`AND ${key} <= ${end.stepId}` : Prisma.empty}`;
    };
    const [row] = await tx.$queryRaw<{ scanned: number; last: string | null; hits: [string, HitPlace, string, number][] | null }[]>`
      WITH page AS (
        SELECT s.step_id, s.name, s.error, s.facts, io.input, io.output, io.attributes, io.events,
          coalesce(pg_column_size(s.facts), 0) + coalesce(pg_column_size(io.input), 0) + coalesce(pg_column_size(io.output), 0)
            + coalesce(pg_column_size(io.attributes), 0) + coalesce(pg_column_size(io.events), 0) AS size
        FROM step s LEFT JOIN step_io io ON io.project_id = ${projectId}::uuid AND io.run_id = ${runId} AND io.step_id = s.step_id ${within('io')}
        WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} ${within('s')}
        ORDER BY s.step_id LIMIT ${PAGE_STEPS}),
      within AS (SELECT * FROM (SELECT p.*, sum(p.size) OVER (ORDER BY p.step_id) - p.size AS before FROM page p) b WHERE b.before < ${PAGE_BYTES}),
      hit AS (
        SELECT w.step_id, f.place, f.text, position(lower(f.words) IN lower(f.text)) AS at
        FROM within w CROSS JOIN LATERAL (VALUES ('name', w.name, ${q}), ('error', w.error, ${q}), ('input', w.input::text, ${escaped}),
          ('output', w.output::text, ${escaped}), ('facts', w.facts::text, ${escaped}), ('attributes', w.attributes::text, ${escaped}),
          ('events', w.events::text, ${escaped})) AS f(place, text, words)
        WHERE f.place = ANY(${[...places]}::text[]) AND f.text ILIKE CASE WHEN f.words = ${q} THEN ${likePattern(q)} ELSE ${likePattern(escaped)} END)
      SELECT (SELECT count(*)::int FROM within) AS scanned, (SELECT w.step_id FROM within w ORDER BY w.step_id DESC LIMIT 1) AS last,
        (SELECT json_agg(json_build_array(h.step_id, h.place, substr(h.text, greatest(1, h.at - ${BEFORE}), ${BEFORE + AFTER} + ${q.length}::int),
          least(h.at, ${BEFORE + 1})) ORDER BY h.step_id) FROM hit h) AS hits`;
    return row;
  });
  const isEnd = !found || found.scanned === 0 || found.last === null;
  return {
    hits: (found?.hits ?? []).map(([stepId, place, text, at]) =>
      hitOf(stepId, place, text, { at, length: (text.includes(q) ? q : escaped).length }),
    ),
    scanned: found?.scanned ?? 0,
    next_cursor: isEnd ? null : encodeCursor(['search', found.last as string]),
  };
}

/** `at` counts characters from 1; 0 where the database folds a letter in another way than it finds it. */
function hitOf(stepId: string, place: HitPlace, text: string, { at, length }: { at: number; length: number }): RunHits['hits'][number] {
  const letters = [...text];
  const from = Math.max(0, at - 1);
  const end = at > 0 ? from + length : 0;
  return {
    step_id: stepId,
    place,
    before: letters.slice(0, from).join(''),
    match: letters.slice(from, end).join(''),
    after: letters.slice(end).join(''),
  };
}
