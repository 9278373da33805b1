// The vault: values that were taken out at the door, each sealed by the key of whom it belongs to, and bound to its place.
import 'server-only';
import { seal } from '@/lib/privacy/envelope';
import type { TakenValue } from '@/lib/privacy/redactor';
import { NO_SUBJECT } from '@/lib/privacy/subject';
import { withProjectSql } from '@/lib/data/database';
import { projectKey } from '@/lib/data/people/project-keys';
import { subjectKeys } from './subject-keys';

export interface VaultValue extends TakenValue {
  /** Whose it is (`subjectOf`); nobody's when absent. */
  subject?: string;
}

/** Keeps the values that are not there yet, once for each subject that has them. Durable when it resolves. */
export async function storeInVault(projectId: string, values: Iterable<VaultValue>): Promise<void> {
  const distinct = new Map([...values].map((value) => [`${value.token} ${value.subject ?? NO_SUBJECT}`, value]));
  if (distinct.size === 0) return;
  // One order for all, so that two batches with the same values wait for each other and never in a circle.
  const sorted = [...distinct]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => ({ ...value, subject: value.subject ?? NO_SUBJECT }));
  const current = await projectKey(projectId, 'data');
  await withProjectSql(projectId, async (client) => {
    const subjects = sorted.map(({ subject }) => subject);
    const keys = await subjectKeys(client, projectId, subjects, current);
    await client.query(
      `INSERT INTO vault_entry (project_id, token, subject, type, generation, sealed, created_at)
       SELECT $1::uuid, v.token, v.subject, v.type, $5::int, v.sealed, now()
       FROM unnest($2::text[], $3::text[], $4::text[], $6::bytea[]) AS v(token, subject, type, sealed)
       ON CONFLICT (project_id, token, subject) DO NOTHING`,
      [
        projectId,
        sorted.map(({ token }) => token),
        subjects,
        sorted.map(({ type }) => type),
        current.generation,
        sorted.map(({ token, type, value, subject }) =>
          seal(keys.get(subject) ?? current.key, Buffer.from(value, 'utf8'), vaultContext(projectId, type, token, subject)),
        ),
      ],
    );
  });
}

/** What a sealed value belongs to. */
export function vaultContext(projectId: string, type: string, token: string, subject: string): string[] {
  return ['vault', projectId, type, token, ...(subject === NO_SUBJECT ? [] : [subject])];
}
