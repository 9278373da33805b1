// Looks at what the questions of a day retrieve, and when that changed.
import 'server-only';
import { retrievalChange } from '@/lib/domain/retrieval/retrieval-change';
import type { Tx } from '@/lib/data/database';
import { readQuestionRuns } from './question-runs';
import { sendSql } from '@/lib/data/sql-sender';

/** The questions asked most on that day; the others come on a day on which they are among them. */
const QUESTIONS = 200;
const PAGE = 40;
const MIN_RUNS = 4;

/** For each that was asked at least four times in all, from its newest runs. */
export async function countQuestionDay(tx: Tx, projectId: string, day: Date): Promise<void> {
  const at = day.toISOString().slice(0, 10);
  const asked = await sendSql<{ digest: string }>(
    tx,
    `SELECT i.digest FROM run r JOIN run_input i ON i.project_id = $1::uuid AND i.run_id = r.run_id
     WHERE r.project_id = $1::uuid AND r.evaluated_at IS NOT NULL AND r.started_at >= $2::date::timestamp AT TIME ZONE 'UTC'
       AND r.started_at < ($2::date + 1)::timestamp AT TIME ZONE 'UTC'
       AND EXISTS (SELECT FROM run_input o WHERE o.project_id = $1::uuid AND o.digest = i.digest OFFSET ${MIN_RUNS - 1})
     GROUP BY i.digest ORDER BY count(*) DESC, i.digest LIMIT ${QUESTIONS}`,
    [projectId, at],
  );
  const digests = asked.map(({ digest }) => digest);
  for (let from = 0; from < digests.length; from += PAGE) await storeChanges(tx, projectId, digests.slice(from, from + PAGE));
}

async function storeChanges(tx: Tx, projectId: string, digests: readonly string[]): Promise<void> {
  const rows = [...(await readQuestionRuns(tx, projectId, digests))].flatMap(([digest, { question, runs }]) => {
    const detail = retrievalChange(runs);
    if (!detail) return [];
    return [
      {
        digest,
        question,
        runs: runs.length,
        change: detail.change,
        changedAt: detail.changedAt,
        lastAt: runs[0]?.at ?? detail.changedAt,
        detail,
      },
    ];
  });
  if (rows.length === 0) return;
  await sendSql(
    tx,
    `INSERT INTO question_retrieval AS q (project_id, digest, question, runs, change, changed_at, last_at, detail)
     SELECT $1::uuid, s.digest, s.question, s.runs, s.change, s."changedAt", s."lastAt", s.detail
     FROM jsonb_to_recordset($2::jsonb) AS s(digest text, question text, runs int, change float8, "changedAt" timestamptz, "lastAt" timestamptz, detail jsonb)
     ON CONFLICT (project_id, digest) DO UPDATE SET question = excluded.question, runs = excluded.runs, change = excluded.change,
       changed_at = excluded.changed_at, last_at = excluded.last_at, detail = excluded.detail RETURNING 1`,
    [projectId, JSON.stringify(rows.sort((a, b) => (a.digest < b.digest ? -1 : 1)))],
  );
}
