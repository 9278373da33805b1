// The newest runs of questions with what each retrieved, in the order of rank, and what may explain a change.
import 'server-only';
import type { Retrieval } from '@/lib/domain/retrieval/retrieval-change';
import { QUESTION_RUNS } from '@/lib/domain/retrieval/retrieval-view';
import type { Tx } from '@/lib/data/database';

export interface QuestionRuns {
  question: string;
  runs: Retrieval[];
}
interface Row {
  digest: string;
  runId: string;
  at: string;
  question: string;
  passages: string[];
  index: string | null;
  promptVersion: string | null;
  modelName: string | null;
  release: string | null;
  route: string | null;
  embedding: string | null;
  retriever: string | null;
  reranker: string | null;
}

/** By digest; runs that retrieved nothing are left out, newest first. By an index for each question. */
export async function readQuestionRuns(tx: Tx, projectId: string, digests: readonly string[]): Promise<Map<string, QuestionRuns>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT q.digest, r.run_id AS "runId", to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, r.input_preview AS question,
      p.passages, p.index, r.prompt_version AS "promptVersion", r.model_name AS "modelName", r.release, r.route, s.embedding, s.retriever, s.reranker
    FROM unnest(${digests}::text[]) AS q(digest)
    CROSS JOIN LATERAL (SELECT i.run_id FROM run_input i WHERE i.project_id = ${projectId}::uuid AND i.digest = q.digest
      ORDER BY i.started_at DESC LIMIT ${QUESTION_RUNS}) n
    JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = n.run_id AND r.evaluated_at IS NOT NULL
    CROSS JOIN LATERAL (SELECT array_agg(md5(g.content)::uuid::text ORDER BY coalesce(g.rank, g.ordinal + 1), g.ordinal) AS passages,
        max(coalesce(g.metadata->>'index_version', g.metadata->>'index', g.metadata->>'collection')) AS index
      FROM passage g WHERE g.project_id = ${projectId}::uuid AND g.run_id = r.run_id AND g.revision = r.revision AND g.content <> ''
        AND coalesce(g.metadata->>'kind', '') NOT IN ('tool', 'input')) p
    CROSS JOIN LATERAL (SELECT max(t.model_name) FILTER (WHERE t.kind = 'EMBEDDING') AS embedding, max(t.name) FILTER (WHERE t.kind = 'RETRIEVAL') AS retriever,
        max(coalesce(t.model_name, t.name)) FILTER (WHERE t.kind = 'RERANK') AS reranker
      FROM step t WHERE t.project_id = ${projectId}::uuid AND t.run_id = r.run_id AND t.kind IN ('EMBEDDING', 'RETRIEVAL', 'RERANK')) s
    WHERE p.passages IS NOT NULL ORDER BY r.started_at DESC, r.run_id`;
  const byDigest = new Map<string, QuestionRuns>();
  for (const { digest, question, runId, at, passages, ...facts } of rows) {
    const found = byDigest.get(digest) ?? { question, runs: [] };
    byDigest.set(digest, found);
    found.runs.push({ runId, at, passages, facts: named(facts) });
  }
  return byDigest;
}

function named({
  index,
  promptVersion,
  modelName,
  release,
  route,
  embedding,
  retriever,
  reranker,
}: Omit<Row, 'digest' | 'question' | 'runId' | 'at' | 'passages'>) {
  return {
    index,
    'embedding model': embedding,
    retriever,
    reranker,
    'prompt version': promptVersion,
    model: modelName,
    release,
    route,
  };
}
