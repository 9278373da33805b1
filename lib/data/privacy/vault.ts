// The vault: values that were taken out at the door, each sealed and bound to its project, its type and its token.
import 'server-only';
import { seal } from '@/lib/privacy/envelope';
import type { TakenValue } from '@/lib/privacy/redactor';
import { withProjectSql } from '@/lib/data/database';
import { projectKey } from '@/lib/data/people/project-keys';

/** Keeps the values that are not there yet. Durable when it resolves. */
export async function storeInVault(projectId: string, values: Iterable<TakenValue>): Promise<void> {
  // One order for all, so that two batches with the same values wait for each other and never in a circle.
  const sorted = [...values].sort((a, b) => (a.token < b.token ? -1 : 1));
  if (sorted.length === 0) return;
  const { key, generation } = await projectKey(projectId, 'data');
  await withProjectSql(projectId, (client) =>
    client.query(
      `INSERT INTO vault_entry (project_id, token, type, generation, sealed, created_at)
       SELECT $1::uuid, v.token, v.type, $4::int, v.sealed, now() FROM unnest($2::text[], $3::text[], $5::bytea[]) AS v(token, type, sealed)
       ON CONFLICT (project_id, token) DO NOTHING`,
      [
        projectId,
        sorted.map(({ token }) => token),
        sorted.map(({ type }) => type),
        generation,
        sorted.map(({ token, type, value }) => seal(key, Buffer.from(value, 'utf8'), vaultContext(projectId, type, token))),
      ],
    ),
  );
}

/** What a sealed value belongs to. */
export function vaultContext(projectId: string, type: string, token: string): string[] {
  return ['vault', projectId, type, token];
}
