// The keys of a project: one for pseudonyms, one for what is sealed. In the database they are wrapped; here they are held in memory.
import 'server-only';
import { randomBytes } from 'node:crypto';
import { env } from '@/lib/env';
import { unavailable } from '@/lib/errors';
import { KEY_BYTES, type KeyEncryptionKey, keyEncryptionKey, open, seal } from '@/lib/privacy/envelope';
import { type SqlClient, withProjectSql } from '@/lib/data/database';

export type KeyPurpose = 'pseudonym' | 'data';
export interface ProjectKey {
  generation: number;
  key: Buffer;
}

const MAX_HELD = 2000;
const held = new Map<string, ProjectKey>();

/** The newest key for a purpose, made when there is none; `generation` asks for an older one. */
export async function projectKey(projectId: string, purpose: KeyPurpose, generation?: number): Promise<ProjectKey> {
  const name = `${projectId} ${purpose} ${generation ?? 'newest'}`;
  const known = held.get(name);
  if (known) return known;
  const key = await withProjectSql(projectId, (client) => loadKey(client, projectId, purpose, generation));
  if (held.size >= MAX_HELD) held.clear();
  held.set(name, key);
  return key;
}

/**
 * Wraps every key of the project anew under the present key-encryption key. What the keys sealed is not touched. Answers how many
 * were wrapped under another one before. `secret` is the installation's, for callers that do not have it in their environment.
 */
export async function rewrapProjectKeys(projectId: string, secret?: string): Promise<number> {
  const current = keyEncryptionKeys(secret)[0] as KeyEncryptionKey;
  return withProjectSql(projectId, async (client) => {
    const { rows } = await client.query<KeyRow>(
      'SELECT purpose, generation, kek_id, wrapped FROM project_key WHERE project_id = $1::uuid AND kek_id <> $2 FOR UPDATE',
      [projectId, current.kekId],
    );
    for (const row of rows) {
      const wrapped = wrap(current, projectId, row.purpose, row.generation, unwrap(projectId, row, secret));
      await client.query(
        'UPDATE project_key SET kek_id = $4, wrapped = $5 WHERE project_id = $1::uuid AND purpose = $2 AND generation = $3',
        [projectId, row.purpose, row.generation, current.kekId, wrapped],
      );
    }
    return rows.length;
  });
}

/** Forgets what is held in memory; for tests that change keys behind its back. */
export function forgetProjectKeys(): void {
  held.clear();
}

interface KeyRow {
  purpose: KeyPurpose;
  generation: number;
  kek_id: string;
  wrapped: Buffer;
}

async function loadKey(client: SqlClient, projectId: string, purpose: KeyPurpose, generation?: number): Promise<ProjectKey> {
  const read = async () =>
    (
      await client.query<KeyRow>(
        `SELECT purpose, generation, kek_id, wrapped FROM project_key
         WHERE project_id = $1::uuid AND purpose = $2 AND ($3::int IS NULL OR generation = $3) ORDER BY generation DESC LIMIT 1`,
        [projectId, purpose, generation ?? null],
      )
    ).rows[0];
  let row = await read();
  if (!row && generation === undefined) {
    const current = keyEncryptionKeys()[0] as KeyEncryptionKey;
    // Of two processes that make the first key together one wins, and both read that one.
    await client.query(
      `INSERT INTO project_key (project_id, purpose, generation, kek_id, wrapped, created_at) VALUES ($1::uuid, $2, 1, $3, $4, now())
       ON CONFLICT (project_id, purpose, generation) DO NOTHING`,
      [projectId, purpose, current.kekId, wrap(current, projectId, purpose, 1, randomBytes(KEY_BYTES))],
    );
    row = await read();
  }
  if (!row) throw new Error(`project ${projectId} has no ${purpose} key of generation ${generation ?? 1}`);
  return { generation: row.generation, key: unwrap(projectId, row) };
}

function wrap({ key }: KeyEncryptionKey, projectId: string, purpose: KeyPurpose, generation: number, plain: Buffer): Buffer {
  return seal(key, plain, ['project key', projectId, purpose, String(generation)]);
}

function unwrap(projectId: string, { purpose, generation, kek_id, wrapped }: KeyRow, secret?: string): Buffer {
  const kek = keyEncryptionKeys(secret).find(({ kekId }) => kekId === kek_id);
  if (!kek)
    throw unavailable(
      'vault_locked',
      'The keys of this project are wrapped by a key that this process does not have. Set COUNTERSIGN_KEK_PREVIOUS to the former COUNTERSIGN_KEK.',
    );
  return open(kek.key, wrapped, ['project key', projectId, purpose, String(generation)]);
}

/** The present one first; then those under which keys may still be wrapped. */
function keyEncryptionKeys(secret?: string): KeyEncryptionKey[] {
  const { COUNTERSIGN_KEK, COUNTERSIGN_KEK_PREVIOUS, COUNTERSIGN_SECRET } = env();
  const secrets = [COUNTERSIGN_KEK, COUNTERSIGN_KEK_PREVIOUS, secret ?? COUNTERSIGN_SECRET].filter((each) => each !== undefined);
  if (secrets.length === 0)
    throw unavailable('vault_locked', 'There is no key for the vault: start Countersign with `npm start`, or set COUNTERSIGN_KEK.');
  return secrets.map(keyEncryptionKey);
}
