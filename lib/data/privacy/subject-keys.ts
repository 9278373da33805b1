// The keys of data subjects: one for each, wrapped by the data key of the project. Never held in memory, so that one that was dropped
// is used by no process any more.
import 'server-only';
import { randomBytes } from 'node:crypto';
import { KEY_BYTES, open, seal } from '@/lib/privacy/envelope';
import { NO_SUBJECT } from '@/lib/privacy/subject';
import type { SqlClient } from '@/lib/data/database';
import { type ProjectKey, projectKey } from '@/lib/data/people/project-keys';

interface SubjectKeyRow {
  subject: string;
  generation: number;
  wrapped: Uint8Array;
}

/** The key of each subject, made where there is none. Their rows are held to the end of the transaction: none is dropped meanwhile. */
export async function subjectKeys(
  client: SqlClient,
  projectId: string,
  subjects: readonly string[],
  current: ProjectKey,
): Promise<Map<string, Buffer>> {
  const named = [...new Set(subjects)].filter((subject) => subject !== NO_SUBJECT).sort();
  if (named.length === 0) return new Map();
  const read = async () =>
    (
      await client.query<SubjectKeyRow>(
        `SELECT subject, generation, wrapped FROM subject_key WHERE project_id = $1::uuid AND subject = ANY($2::text[])
         ORDER BY subject FOR KEY SHARE`,
        [projectId, named],
      )
    ).rows;
  let rows = await read();
  const known = new Set(rows.map(({ subject }) => subject));
  const missing = named.filter((subject) => !known.has(subject));
  if (missing.length > 0) {
    const wrapped = missing.map((subject) => seal(current.key, randomBytes(KEY_BYTES), context(projectId, subject)));
    // Of two that make the first key together one wins, and both read that one.
    await client.query(
      `INSERT INTO subject_key (project_id, subject, generation, wrapped, created_at)
       SELECT $1::uuid, u.subject, $3::int, u.wrapped, now() FROM unnest($2::text[], $4::bytea[]) AS u(subject, wrapped)
       ON CONFLICT (project_id, subject) DO NOTHING`,
      [projectId, missing, current.generation, wrapped],
    );
    rows = await read();
  }
  const keys = new Map<string, Buffer>();
  for (const row of rows) keys.set(row.subject, await unwrapSubjectKey(projectId, row));
  return keys;
}

/** Throws when the row was changed or is another subject's. */
export async function unwrapSubjectKey(projectId: string, { subject, generation, wrapped }: SubjectKeyRow): Promise<Buffer> {
  const { key } = await projectKey(projectId, 'data', generation);
  return open(key, Buffer.from(wrapped), context(projectId, subject));
}

function context(projectId: string, subject: string): string[] {
  return ['subject key', projectId, subject];
}
