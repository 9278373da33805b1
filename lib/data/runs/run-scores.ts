// The scores of a run: of itself, of its steps and of its session, whichever of them its source named and whenever they came.
import 'server-only';
import type { Json } from '@/lib/domain/run/run';
import type { RunScore } from '@/lib/domain/score';
import type { Tx } from '@/lib/data/database';

interface ScoreRow {
  source: string;
  id: string;
  runId: string | null;
  stepId: string | null;
  sessionId: string | null;
  documentPosition: number | null;
  name: string;
  number: number | null;
  label: string | null;
  correction: Json;
  comment: string | null;
  who: 'human' | 'model' | 'api' | null;
  annotator: string | null;
  metadata: { [key: string]: Json };
  at: Date;
  receivedAt: Date;
}

/**
 * Oldest first. A source may know a run by another id (a trace of its own) and name a step without its run, so aliases and steps
 * are asked too. `asOf`: those that had arrived by then, as they are now.
 */
export async function listRunScores(tx: Tx, projectId: string, runId: string, asOf: Date | null): Promise<RunScore[]> {
  const until = asOf ?? new Date('9999-12-31T00:00:00Z');
  const rows = await tx.$queryRaw<ScoreRow[]>`
    SELECT s.source, s.score_id AS id, s.run_id AS "runId", s.step_id AS "stepId", s.session_id AS "sessionId",
      s.document_position AS "documentPosition", s.name, s.number, s.label, s.correction, s.comment, s.who, s.annotator, s.metadata, s.at,
      s.received_at AS "receivedAt"
    FROM score s JOIN (
      SELECT a.source, a.score_id FROM score a WHERE a.project_id = ${projectId}::uuid AND a.run_id = ${runId}
      UNION SELECT b.source, b.score_id FROM run_alias l JOIN score b ON b.project_id = l.project_id AND b.run_id = l.alias
        WHERE l.project_id = ${projectId}::uuid AND b.project_id = ${projectId}::uuid AND l.run_id = ${runId} AND l.kind = 'trace'
      UNION SELECT c.source, c.score_id FROM step t JOIN score c ON c.project_id = t.project_id AND c.step_id = t.step_id
        WHERE t.project_id = ${projectId}::uuid AND c.project_id = ${projectId}::uuid AND t.run_id = ${runId} AND c.run_id IS NULL
      UNION SELECT d.source, d.score_id FROM score d WHERE d.project_id = ${projectId}::uuid AND d.step_id = ${runId} AND d.run_id IS NULL
      UNION SELECT e.source, e.score_id FROM run r JOIN score e ON e.project_id = r.project_id AND e.session_id = r.session_id
        WHERE r.project_id = ${projectId}::uuid AND e.project_id = ${projectId}::uuid AND r.run_id = ${runId} AND e.run_id IS NULL AND e.step_id IS NULL
    ) found ON found.source = s.source AND found.score_id = s.score_id
    WHERE s.project_id = ${projectId}::uuid AND s.received_at <= ${until} ORDER BY s.at, s.source, s.score_id`;
  return rows.map(scoreOf);
}

function scoreOf(row: ScoreRow): RunScore {
  const { source, id, name, number, label, correction, comment, who, annotator, metadata } = row;
  return {
    id,
    source,
    target: {
      ...(row.runId === null ? {} : { runId: row.runId }),
      ...(row.stepId === null ? {} : { stepId: row.stepId }),
      ...(row.sessionId === null ? {} : { sessionId: row.sessionId }),
      ...(row.documentPosition === null ? {} : { documentPosition: row.documentPosition }),
    },
    name,
    ...(number === null ? {} : { number }),
    ...(label === null ? {} : { label }),
    ...(correction === null ? {} : { correction }),
    ...(comment === null ? {} : { comment }),
    who: who ?? 'api',
    ...(annotator === null ? {} : { annotator }),
    metadata,
    at: row.at.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
  };
}
