// Whose values a batch brings: the user that each of its runs names, or that was named of the run before.
import 'server-only';
import { subjectOf } from '@/lib/privacy/subject';
import { withProjectSql } from '@/lib/data/database';
import { projectKey } from '@/lib/data/people/project-keys';

/** A run of the batch as it will be stored, and the user that it names. */
export interface RunOfUser {
  runId: string;
  userId: string | undefined;
}

/** In the order of the runs. */
export async function subjectsOfRuns(projectId: string, runs: readonly RunOfUser[]): Promise<string[]> {
  const users = new Map(runs.flatMap(({ runId, userId }) => (userId ? [[runId, userId] as const] : [])));
  const unnamed = [...new Set(runs.flatMap(({ runId }) => (users.has(runId) ? [] : [runId])))];
  if (unnamed.length > 0) {
    const { rows } = await withProjectSql(projectId, (client) =>
      client.query<{ run_id: string; user_id: string }>(
        'SELECT run_id, user_id FROM run WHERE project_id = $1::uuid AND run_id = ANY($2::text[]) AND user_id IS NOT NULL',
        [projectId, unnamed],
      ),
    );
    for (const { run_id: runId, user_id: userId } of rows) users.set(runId, userId);
  }
  const { key } = await projectKey(projectId, 'pseudonym');
  return runs.map(({ runId }) => subjectOf(users.get(runId), key));
}
