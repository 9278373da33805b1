// What the steps of a run said while they ran, for its log: beginnings of messages, calls, results, events and errors, page by page.
import 'server-only';
import { z } from 'zod';
import { MASK } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import { type LoggedStep, NOTE_CHARS, notesOf } from '@/lib/domain/steps/log-note';
import type { LogNote } from '@/lib/domain/steps/step-log';
import { forbidden } from '@/lib/errors';
import { noteContentRead } from '@/lib/data/content-read';
import { type Tx, withProject } from '@/lib/data/database';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';
import { getSummary } from './run-detail';

const PAGE_STEPS = 2000;
/** A body of more stored bytes is not looked into: the step shows it. */
const LOOKED_INTO = 256 * 1024;
const LETTERS = NOTE_CHARS + 1;

const cursorSchema = z.tuple([z.literal('notes'), z.string()]);

/** Notes of the next 2,000 steps by step id. A reader without sight of raw content gets them without texts. Throws `not_found`. */
export async function listRunNotes(
  actor: Actor,
  runId: string,
  { cursor }: { cursor?: string | undefined } = {},
): Promise<{ notes: LogNote[]; nextCursor: string | null }> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const { projectId } = actor;
  const canReadRaw = can(actor, 'run.read_raw');
  const after = cursor ? decodeCursor(cursor, cursorSchema)[1] : null;
  return withProject(projectId, async (tx) => {
    await getSummary(tx, projectId, runId);
    if (canReadRaw) await noteContentRead(tx, actor, runId);
    const steps = await readSteps(tx, { projectId, runId, after });
    const first = await tx.step.aggregate({ where: { projectId, runId }, _min: { startNs: true } });
    const notes = steps.flatMap((step) => notesOf(step, first._min.startNs));
    const last = steps.at(-1);
    return {
      notes: canReadRaw ? notes : notes.map((note) => ({ ...note, text: note.text === '' ? '' : MASK })),
      nextCursor: steps.length < PAGE_STEPS || !last ? null : encodeCursor(['notes', last.stepId]),
    };
  });
}

/** Of the messages that went in the last one, because chats repeat all before it; of those that came out all. */
function readSteps(tx: Tx, { projectId, runId, after }: { projectId: string; runId: string; after: string | null }): Promise<LoggedStep[]> {
  return tx.$queryRaw<LoggedStep[]>`
    SELECT s.step_id AS "stepId", s.kind, s.start_ns::text AS "startNs", s.end_ns::text AS "endNs", left(s.error, ${LETTERS}) AS error,
      CASE WHEN pg_column_size(s.facts) <= ${LOOKED_INTO} THEN (
        SELECT json_agg(json_build_object('role', m.message->>'role', 'isIn', m.is_in, 'call', m.part->>'name',
          'text', left(CASE WHEN m.part->>'type' = 'tool_call' THEN (m.part->'arguments')::text
            ELSE coalesce(m.part->>'content', m.part->>'response', m.part::text) END, ${LETTERS})) ORDER BY m.is_in DESC, m.n, m.k)
        FROM (
          SELECT d.message, d.is_in, d.n, p.k, CASE WHEN p.part->>'type' = 'tool_call' THEN p.part ELSE p.part - 'name' END AS part
          FROM (
            SELECT o.message, false AS is_in, o.n FROM jsonb_array_elements(CASE WHEN jsonb_typeof(s.facts->'outputMessages') = 'array'
              THEN s.facts->'outputMessages' ELSE '[]' END) WITH ORDINALITY AS o(message, n)
            UNION ALL SELECT s.facts->'messages'->-1, true, 0 WHERE jsonb_typeof(s.facts->'messages') = 'array'
          ) d CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(d.message->'parts') = 'array' THEN d.message->'parts' ELSE '[]' END)
            WITH ORDINALITY AS p(part, k)) m) END AS messages,
      CASE WHEN pg_column_size(io.input) <= ${LOOKED_INTO} THEN left(io.input#>>'{}', ${LETTERS}) END AS input,
      CASE WHEN pg_column_size(io.output) <= ${LOOKED_INTO} THEN left(io.output#>>'{}', ${LETTERS}) END AS output,
      CASE WHEN pg_column_size(io.events) <= ${LOOKED_INTO} AND jsonb_typeof(io.events) = 'array' THEN (
        SELECT json_agg(json_build_object('name', e.event->>'name', 'timeNs', e.event->>'timeNs',
          'level', coalesce(e.event#>>'{attributes,level}', e.event#>>'{attributes,severity}', e.event#>>'{attributes,log.severity}'),
          'text', left(coalesce(e.event#>>'{attributes,exception.message}', (e.event->'attributes')::text), ${LETTERS})) ORDER BY e.n)
        FROM jsonb_array_elements(io.events) WITH ORDINALITY AS e(event, n)) END AS events
    FROM step s LEFT JOIN step_io io ON io.project_id = ${projectId}::uuid AND io.run_id = ${runId} AND io.step_id = s.step_id
    WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId} AND (${after}::text IS NULL OR s.step_id > ${after}::text)
    ORDER BY s.step_id LIMIT ${PAGE_STEPS}`;
}
