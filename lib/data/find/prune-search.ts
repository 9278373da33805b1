// Removes what a search kept of runs that are gone: their texts, and the words of blocks that no run is left in.
import 'server-only';
import { Prisma } from '@/prisma/generated/client';
import { withProject } from '@/lib/data/database';
import { BLOCK_RUNS_LOG2, lockBlock } from './search-row';

const PAGE = 2000;
const TIMEOUT_MS = 120_000;

/**
 * Answers how many words went. A word of a block in use may stay for a run that is gone: it leads to no run, and telling would
 * take reading every text of the block.
 */
export async function pruneSearch(projectId: string): Promise<number> {
  await pruneTexts(projectId);
  let words = 0;
  for (const block of await listBlocks(projectId)) words += await pruneBlock(projectId, block);
  return words;
}

async function pruneTexts(projectId: string): Promise<void> {
  for (let after = ''; ; ) {
    const page = await withProject(projectId, async (tx) => {
      const rows = await tx.$queryRaw<{ runId: string }[]>`
        SELECT s.run_id AS "runId" FROM run_search s WHERE s.project_id = ${projectId}::uuid AND s.run_id > ${after} ORDER BY s.run_id LIMIT ${PAGE}`;
      const ids = rows.map(({ runId }) => runId);
      await tx.$executeRaw`
        DELETE FROM run_search s WHERE s.project_id = ${projectId}::uuid AND s.run_id = ANY(${ids}::text[])
          AND NOT EXISTS (SELECT FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id = s.run_id)`;
      return ids;
    });
    if (page.length < PAGE) return;
    after = page.at(-1) ?? after;
  }
}

/** Blocks that have words and no run: one pass over an index a day. */
async function listBlocks(projectId: string): Promise<number[]> {
  return withProject(
    projectId,
    async (tx) => {
      const rows = await tx.$queryRaw<{ block: number }[]>`
        SELECT b.block FROM (SELECT DISTINCT w.block FROM search_word w WHERE w.project_id = ${projectId}::uuid) b
        WHERE NOT EXISTS (${runOf(projectId)}) ORDER BY b.block`;
      return rows.map(({ block }) => block);
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/** Looked at again once nobody can be writing into it: a run may have come to it since. */
async function pruneBlock(projectId: string, block: number): Promise<number> {
  return withProject(
    projectId,
    async (tx) => {
      await lockBlock(tx, projectId, block, 'alone');
      return tx.$executeRaw`
        WITH b AS MATERIALIZED (SELECT ${block}::int AS block)
        DELETE FROM search_word w USING b WHERE w.project_id = ${projectId}::uuid AND w.block = b.block AND NOT EXISTS (${runOf(projectId)})`;
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/** A run of the block `b`, by the index of places. */
function runOf(projectId: string): Prisma.Sql {
  return Prisma.sql`SELECT FROM run_search s WHERE s.project_id = ${projectId}::uuid
    AND s.seq >= b.block << ${BLOCK_RUNS_LOG2}::int AND s.seq < (b.block + 1) << ${BLOCK_RUNS_LOG2}::int`;
}
