// The runs of a session in order of time, with what was asked and answered.
import 'server-only';
import { groupBy } from '@/lib/domain/group-by';
import { z } from 'zod';
import { MASK, maskSummary } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import type { SessionRun } from '@/lib/domain/run/session-run';
import { forbidden, notFound } from '@/lib/errors';
import { Prisma } from '@/prisma/generated/client';
import { type Tx, withProject } from '@/lib/data/database';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';
import { runColumnsOf, runSummary } from './run-row';

/** Characters of a text that a conversation shows; the run has all of it. */
const TEXT_CHARS = 20_000;

const cursorSchema = z.tuple([z.literal('session'), z.iso.datetime({ precision: 6 }), z.string()]);

export interface SessionPage {
  runs: SessionRun[];
  nextCursor: string | null;
}

/**
 * A page of a session's runs, the earliest first (those of one moment by their ids, backwards: so lies the index that lists walk from the
 * newest). Throws `not_found` when the project has no run of it. Walks the index of sessions in
 * order, so neither the size of the project nor that of the session matters.
 */
export async function listSessionRuns(
  actor: Actor,
  sessionId: string,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number } = {},
): Promise<SessionPage> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  if (sessionId.includes('\0')) throw notFound('session');
  const { projectId } = actor;
  const canReadRaw = can(actor, 'run.read_raw');
  const after = cursor ? decodeCursor(cursor, cursorSchema) : null;
  const later = after
    ? Prisma.sql`AND r.started_at >= ${after[1]}::timestamptz AND (r.started_at > ${after[1]}::timestamptz OR r.run_id < ${after[2]})`
    : Prisma.empty;
  return withProject(projectId, async (tx) => {
    const found = await tx.$queryRaw<(RunSummary & { input: string | null; output: string | null; isCut: boolean | null })[]>`
      SELECT ${runColumnsOf(projectId)}, left(coalesce(s.input, r.declared->>'input'), ${TEXT_CHARS}) AS input,
        left(coalesce(s.output, r.declared->>'output'), ${TEXT_CHARS}) AS output,
        greatest(length(coalesce(s.input, r.declared->>'input')), length(coalesce(s.output, r.declared->>'output'))) > ${TEXT_CHARS} AS "isCut"
      FROM run r LEFT JOIN run_search s ON s.project_id = ${projectId}::uuid AND s.run_id = r.run_id
      WHERE r.project_id = ${projectId}::uuid AND r.session_id = ${sessionId} ${later}
      ORDER BY r.started_at, r.run_id DESC LIMIT ${limit + 1}`;
    if (found.length === 0 && after === null) throw notFound('session');
    const page = found.slice(0, limit);
    const findings = await findingsOf(tx, projectId, page);
    const runs = page.map(({ input, output, isCut, ...row }): SessionRun => {
      const run = runSummary(row);
      const said = findings.get(run.runId) ?? [];
      if (!canReadRaw) return { run: maskSummary(run), input: MASK, output: MASK, isCut: false, findings: said };
      return { run, input: input ?? run.inputPreview, output: output ?? run.outputPreview, isCut: isCut ?? false, findings: said };
    });
    const last = runs.at(-1)?.run;
    return { runs, nextCursor: found.length > limit && last ? encodeCursor(['session', last.startedAt, last.runId]) : null };
  });
}

async function findingsOf(tx: Tx, projectId: string, runs: readonly RunSummary[]): Promise<Map<string, SessionRun['findings']>> {
  const rows = await tx.$queryRaw<{ runId: string; code: string; severity: SessionRun['findings'][number]['severity']; count: number }[]>`
    SELECT f.run_id AS "runId", f.code, f.severity, count(*)::int AS count
    FROM finding f JOIN unnest(${runs.map(({ runId }) => runId)}::text[], ${runs.map(({ revision }) => revision ?? '')}::text[]) AS u(run_id, revision)
      ON f.project_id = ${projectId}::uuid AND f.run_id = u.run_id AND f.revision = u.revision
    GROUP BY f.run_id, f.code, f.severity
    ORDER BY array_position(ARRAY['high', 'medium', 'low', 'info'], f.severity), f.code`;
  return groupBy(
    rows,
    ({ runId }) => runId,
    ({ runId: _, ...finding }) => finding,
  );
}
