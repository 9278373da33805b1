// Questions by how much what they retrieve has changed, and one question over time.
import 'server-only';
import { MASK } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import { overlapWithStart, type RetrievalChange, retrievalChange } from '@/lib/domain/retrieval/retrieval-change';
import type { QuestionDetail, RetrievalDrift, RetrievalQuery } from '@/lib/domain/retrieval/retrieval-view';
import { forbidden, notFound } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { readQuestionRuns } from './question-runs';

/** Those that changed most first, by an index. */
export async function listRetrievalDrift(actor: Actor, { min_change: least, limit }: RetrievalQuery): Promise<RetrievalDrift> {
  if (!can(actor, 'run.read')) throw forbidden('see what questions retrieve');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const rows = await tx.questionRetrieval.findMany({
      where: { projectId, change: { gte: least } },
      orderBy: [{ change: 'desc' }, { digest: 'asc' }],
      take: limit + 1,
    });
    const questions = rows.slice(0, limit).map(({ digest, question, runs, lastAt, detail }) => ({
      digest,
      question: can(actor, 'run.read_raw') ? question : MASK,
      runs,
      lastAt: lastAt.toISOString(),
      detail: detail as unknown as RetrievalChange,
    }));
    return { questions, isWhole: rows.length <= limit };
  });
}

/** From its newest runs as they are now. NotFound for a question without enough of them. */
export async function getQuestionDrift(actor: Actor, digest: string): Promise<QuestionDetail> {
  if (!can(actor, 'run.read')) throw forbidden('see what questions retrieve');
  const { projectId } = actor;
  return withProject(projectId, async (tx) => {
    const found = (await readQuestionRuns(tx, projectId, [digest])).get(digest);
    const detail = found && retrievalChange(found.runs);
    if (!found || !detail) throw notFound('recurring question');
    const canRead = can(actor, 'run.read_raw');
    const keys = [...detail.gained, ...detail.lost, ...detail.reranked].map(({ key }) => key);
    return {
      digest,
      question: canRead ? found.question : MASK,
      runs: found.runs.length,
      lastAt: found.runs[0]?.at ?? detail.changedAt,
      detail,
      line: overlapWithStart(found.runs, detail.runsBefore),
      passages: await readPassages(tx, { projectId, keys, runIds: found.runs.map(({ runId }) => runId), canRead }),
    };
  });
}

interface PassageNames {
  projectId: string;
  keys: readonly string[];
  runIds: readonly string[];
  canRead: boolean;
}

async function readPassages(tx: Tx, { projectId, keys, runIds, canRead }: PassageNames): Promise<QuestionDetail['passages']> {
  const rows = await tx.$queryRaw<{ key: string; documentId: string | null; passageId: string; page: number | null; preview: string }[]>`
    SELECT DISTINCT ON (md5(p.content)) md5(p.content)::uuid::text AS key, p.document_id AS "documentId", p.passage_id AS "passageId", p.page, left(p.content, 240) AS preview
    FROM passage p WHERE p.project_id = ${projectId}::uuid AND p.run_id = ANY (${runIds}::text[]) AND md5(p.content)::uuid = ANY (${keys}::text[]::uuid[])
    ORDER BY md5(p.content), p.run_id`;
  return Object.fromEntries(
    rows.map(({ key, documentId, passageId, page, preview }) => [
      key,
      { name: documentId ? `${documentId}${page === null ? '' : `, page ${page}`}` : passageId, preview: canRead ? preview : MASK },
    ]),
  );
}
