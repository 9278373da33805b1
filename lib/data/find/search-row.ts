// Writes what a run is searched by: its texts, its place in the order of arrival, and the keys of its words and boundaries.
import 'server-only';
import { blockSalt, type TextKeys, textKeys } from '@/lib/domain/find/search-keys';
import type { Tx } from '@/lib/data/database';

/** Runs of one block have keys of their own, so that a search goes through the blocks from the newest and stops when it has enough. */
export const BLOCK_RUNS_LOG2 = 14;

export interface SearchTexts {
  input: string;
  output: string;
  context: string;
}

/** A run keeps its place when it is written again. Two that are written at once may share a place, which does no harm. */
export async function writeSearchRow(tx: Tx, projectId: string, runId: string, texts: SearchTexts): Promise<void> {
  const made = textKeys([texts.input, texts.output, texts.context]);
  const [place] = await tx.$queryRaw<{ seq: number }[]>`
    SELECT coalesce((SELECT s.seq FROM run_search s WHERE s.project_id = ${projectId}::uuid AND s.run_id = ${runId}),
      (SELECT m.seq FROM run_search m WHERE m.project_id = ${projectId}::uuid AND m.seq IS NOT NULL ORDER BY m.seq DESC LIMIT 1) + 1, 0)::int AS seq`;
  const seq = place?.seq ?? 0;
  const block = seq >> BLOCK_RUNS_LOG2;
  await tx.$executeRaw`
    INSERT INTO run_search (project_id, run_id, input, output, context, seq, keys)
    VALUES (${projectId}::uuid, ${runId}, ${texts.input}, ${texts.output}, ${texts.context}, ${seq}::int, ${saltedKeys(made, projectId, block)}::text::int[])
    ON CONFLICT (project_id, run_id) DO UPDATE SET input = excluded.input, output = excluded.output, context = excluded.context,
      seq = excluded.seq, keys = excluded.keys`;
  await writeWords(tx, projectId, block, made.words);
}

/** The keys as PostgreSQL reads a list of integers. */
export function saltedKeys({ keys }: TextKeys, projectId: string, block: number): string {
  const salt = blockSalt(projectId, block);
  return `{${keys.map((key) => key ^ salt).join(',')}}`;
}

/** Sorted, so that two writers of the same new words wait for each other in one order. */
export async function writeWords(tx: Tx, projectId: string, block: number, words: ReadonlySet<string>): Promise<void> {
  const wanted = [...words].sort();
  if (wanted.length === 0) return;
  await lockBlock(tx, projectId, block, 'shared');
  await tx.$executeRaw`
    INSERT INTO search_word (project_id, word, block)
    SELECT ${projectId}::uuid, u.word, ${block}::int FROM unnest(${wanted}::text[]) AS u(word)
    WHERE NOT EXISTS (SELECT FROM search_word k WHERE k.project_id = ${projectId}::uuid AND k.word = u.word AND k.block = ${block}::int)
    ON CONFLICT (project_id, word, block) DO NOTHING`;
}

/** Until the transaction ends: whoever writes words into a block shares it, who removes those of an empty one has it alone. */
export async function lockBlock(tx: Tx, projectId: string, block: number, as: 'shared' | 'alone'): Promise<void> {
  const key = `search-block:${projectId}:${block}`;
  if (as === 'shared') await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${key}, 0))`;
  else await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}
