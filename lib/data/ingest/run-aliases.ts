// The rows of `run_alias` of a batch: every other id by which somebody may ask for a run.
import 'server-only';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { MAX_ID_BYTES } from '@/lib/domain/run/run-record';
import { isStorableText } from '@/lib/domain/storable-json';
import type { SqlClient } from '@/lib/data/database';
import { textArray } from '@/lib/data/sql-array';

/** Inserts out of the parameters `$first` to `$first + 2` while `condition` holds; answers the runs that got one they did not have. */
export function insertingAliases(first: number, condition = 'true'): string {
  return `INSERT INTO run_alias (project_id, alias, kind, run_id) SELECT $1::uuid, u.*
    FROM unnest($${first}::text[], $${first + 1}::text[], $${first + 2}::text[]) AS u(alias, kind, run_id) WHERE ${condition}
    ON CONFLICT (project_id, alias, kind, run_id) DO NOTHING RETURNING run_id`;
}

const INSERT = insertingAliases(2);

/** Aliases, their kinds, and the runs that they stand for; what cannot be looked up is left out. */
export function aliasArrays(runs: readonly Pick<CanonicalRun, 'runId' | 'aliases'>[]): [Buffer, Buffer, Buffer] {
  const rows = runs.flatMap(({ runId, aliases }) =>
    aliases.filter(({ alias }) => isLookupText(alias)).map(({ alias, kind }) => ({ alias, kind, runId })),
  );
  return [textArray(rows.map(({ alias }) => alias)), textArray(rows.map(({ kind }) => kind)), textArray(rows.map(({ runId }) => runId))];
}

/** Runs that got an alias they did not have. */
export async function insertAliases(
  client: SqlClient,
  projectId: string,
  runs: readonly Pick<CanonicalRun, 'runId' | 'aliases'>[],
): Promise<Set<string>> {
  if (!runs.some(({ aliases }) => aliases.length > 0)) return new Set();
  const values = [projectId, ...aliasArrays(runs)];
  const { rows } = await client.query<{ run_id: string }>({ name: 'insert-aliases', text: INSERT, values });
  return new Set(rows.map(({ run_id }) => run_id));
}

function isLookupText(alias: string): boolean {
  return alias !== '' && Buffer.byteLength(alias) <= MAX_ID_BYTES && isStorableText(alias);
}
