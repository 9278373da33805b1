// Makes the search keys of runs that were settled before there were any, from the newest to the oldest.
import 'server-only';
import { textKeys } from '@/lib/domain/find/search-keys';
import { type Tx, withProject } from '@/lib/data/database';
import { BLOCK_RUNS_LOG2, saltedKeys, writeWords } from './search-row';

const PAGE = 200;
const TIMEOUT_MS = 120_000;

/** Indexes the next runs of a project; true when there are none left. Their places are below those of all runs that have one. */
export async function indexSearchPage(projectId: string): Promise<boolean> {
  return withProject(projectId, (tx) => indexPage(tx, projectId), { timeoutMs: TIMEOUT_MS });
}

async function indexPage(tx: Tx, projectId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ runId: string; input: string; output: string; context: string }[]>`
    SELECT s.run_id AS "runId", s.input, s.output, s.context FROM run_search s JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = s.run_id
    WHERE s.project_id = ${projectId}::uuid AND s.keys IS NULL ORDER BY r.started_at DESC, r.run_id LIMIT ${PAGE} FOR UPDATE OF s SKIP LOCKED`;
  const [place] = await tx.$queryRaw<{ seq: number | null }[]>`
    SELECT s.seq FROM run_search s WHERE s.project_id = ${projectId}::uuid AND s.seq IS NOT NULL ORDER BY s.seq, s.run_id DESC LIMIT 1`;
  let seq = place?.seq ?? 0;
  for (const { runId, input, output, context } of rows) {
    seq -= 1;
    const block = seq >> BLOCK_RUNS_LOG2;
    const made = textKeys([input, output, context]);
    await tx.$executeRaw`
      UPDATE run_search SET seq = ${seq}::int, keys = ${saltedKeys(made, projectId, block)}::text::int[]
      WHERE project_id = ${projectId}::uuid AND run_id = ${runId}`;
    await writeWords(tx, projectId, block, made.words);
  }
  return rows.length < PAGE;
}
