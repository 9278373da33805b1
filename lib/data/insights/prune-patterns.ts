// Removes failure patterns that no run has any more: the runs went, or were checked again and fail otherwise now.
import 'server-only';
import { withProject } from '@/lib/data/database';

const PAGE = 500;

/** What people called a pattern and whether they muted it stays: it holds again when the pattern comes back. Answers how many went. */
export async function prunePatterns(projectId: string): Promise<number> {
  let total = 0;
  for (let after = ''; ; ) {
    const { keys, removed } = await withProject(projectId, async (tx) => {
      // A run that is being written holds its pattern. Whether one came before this lock, only the next statement sees.
      const rows = await tx.$queryRaw<{ key: string }[]>`
        SELECT p.pattern_key AS key FROM pattern p WHERE p.project_id = ${projectId}::uuid AND p.pattern_key > ${after}
          AND NOT EXISTS (SELECT FROM run r WHERE r.project_id = ${projectId}::uuid AND r.pattern_key = p.pattern_key)
        ORDER BY p.pattern_key LIMIT ${PAGE} FOR UPDATE OF p SKIP LOCKED`;
      const found = rows.map(({ key }) => key);
      const count = await tx.$executeRaw`
        DELETE FROM pattern p WHERE p.project_id = ${projectId}::uuid AND p.pattern_key = ANY(${found}::text[])
          AND NOT EXISTS (SELECT FROM run r WHERE r.project_id = ${projectId}::uuid AND r.pattern_key = p.pattern_key)`;
      return { keys: found, removed: count };
    });
    total += removed;
    if (keys.length < PAGE) return total;
    after = keys.at(-1) ?? after;
  }
}
