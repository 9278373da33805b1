// Goes through a project's runs block by block, the newest first, and gives those that a phrase may stand in.
import 'server-only';
import { blockSalt, PIECE, wordKey } from '@/lib/domain/find/search-keys';
import type { Phrase } from '@/lib/domain/find/phrase';
import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';
import { BLOCK_RUNS_LOG2 } from './search-row';

export interface SearchedRun {
  runId: string;
  seq: number;
  input: string;
  output: string;
  context: string;
}

/** The run behind which a search goes on: an older one by the order of arrival. */
export interface SearchPlace {
  seq: number;
  runId: string;
}

/** How a phrase is looked for: by keys that a run must have (null: in any block); by words one of which it must have; or by reading runs one by one. */
export type SearchWay =
  | { by: 'keys'; keys: readonly number[]; blocks: readonly number[] | null }
  | { by: 'words'; words: readonly { block: number; word: string }[] }
  | { by: 'reading' };

/** Each key is looked up in each block; with these hardly a run is left that has not the phrase, and each candidate is read anyway. */
const MAX_KEYS = 8;
/** More words than these hold the part: it is so frequent that reading runs is faster. */
const MAX_WORDS = 400;

/** The blocks in use, oldest and newest; null when the project has no run to search. */
export async function blockSpan(tx: Tx, projectId: string): Promise<{ oldest: number; newest: number } | null> {
  const [row] = await tx.$queryRaw<{ least: number | null; most: number | null }[]>`
    SELECT (SELECT s.seq FROM run_search s WHERE s.project_id = ${projectId}::uuid AND s.seq IS NOT NULL ORDER BY s.seq, s.run_id DESC LIMIT 1) AS least,
      (SELECT s.seq FROM run_search s WHERE s.project_id = ${projectId}::uuid AND s.seq IS NOT NULL ORDER BY s.seq DESC, s.run_id LIMIT 1) AS most`;
  if (!row || row.least === null || row.most === null) return null;
  return { oldest: row.least >> BLOCK_RUNS_LOG2, newest: row.most >> BLOCK_RUNS_LOG2 };
}

export async function searchWay(tx: Tx, projectId: string, { tokens, keys, fragment, fragmentAt }: Phrase): Promise<SearchWay> {
  if (keys.length > 0)
    return { by: 'keys', keys: keys.slice(0, MAX_KEYS), blocks: await blocksWithWords(tx, projectId, wholeWords(tokens)) };
  if (fragment === null) return { by: 'reading' };
  const words = await tx.$queryRaw<{ block: number; word: string }[]>`
    SELECT w.word, w.block FROM search_word w WHERE w.project_id = ${projectId}::uuid AND w.word ILIKE ${likePart(fragment, fragmentAt)} LIMIT ${MAX_WORDS + 1}`;
  return words.length > MAX_WORDS ? { by: 'reading' } : { by: 'words', words };
}

/** The blocks that have all of the words; null when there are none to ask for. */
export async function blocksWithWords(tx: Tx, projectId: string, words: readonly string[]): Promise<number[] | null> {
  const asked = [...new Set(words)];
  if (asked.length === 0) return null;
  const rows = await tx.$queryRaw<{ block: number }[]>`
    SELECT w.block FROM search_word w WHERE w.project_id = ${projectId}::uuid AND w.word = ANY(${asked}::text[])
    GROUP BY w.block HAVING count(*) = ${asked.length}::int`;
  return rows.map(({ block }) => block);
}

/** Words that stand whole in every text with the phrase: the first and the last may be parts of longer ones. */
function wholeWords(tokens: Phrase['tokens']): string[] {
  return tokens
    .slice(1, -1)
    .filter(({ isCharacter, text }) => !isCharacter && text.length <= PIECE)
    .map(({ text }) => text);
}

/**
 * At most `limit` runs behind `after`, in the order of arrival, newest first. With keys and words these are the runs that have
 * them; the phrase itself is for the caller to look for. `filter` is a condition on `run r`.
 */
export async function listCandidates(
  tx: Tx,
  projectId: string,
  way: SearchWay,
  {
    span,
    after,
    limit,
    filter,
  }: { span: { oldest: number; newest: number }; after: SearchPlace | null; limit: number; filter: Prisma.Sql | null },
): Promise<SearchedRun[]> {
  const behind = after
    ? Prisma.sql`AND s.seq <= ${after.seq}::int AND (s.seq < ${after.seq}::int OR s.run_id > ${after.runId})`
    : Prisma.empty;
  const joined = filter ? Prisma.sql`JOIN run r ON r.project_id = ${projectId}::uuid AND r.run_id = s.run_id AND ${filter}` : Prisma.empty;
  if (way.by === 'reading')
    return tx.$queryRaw<SearchedRun[]>`
      SELECT s.run_id AS "runId", s.seq, s.input, s.output, s.context FROM run_search s ${joined}
      WHERE s.project_id = ${projectId}::uuid AND s.seq IS NOT NULL ${behind} ORDER BY s.seq DESC, s.run_id LIMIT ${limit}`;
  const newest = after ? Math.min(span.newest, after.seq >> BLOCK_RUNS_LOG2) : span.newest;
  const blocks = blocksOf(way, newest, span.oldest);
  if (blocks.length === 0) return [];
  const salts = blocks.map((block) => blockSalt(projectId, block));
  // The keys are looked up before anything else is asked: otherwise the planner may walk the order of arrival instead.
  const found = await tx.$queryRaw<SearchPlace[]>`
    SELECT c.run_id AS "runId", c.seq FROM unnest(${salts}::int[], ${blocks}::int[]) AS b(salt, block), LATERAL (
      SELECT s.run_id, s.seq FROM (
        SELECT k.run_id, k.seq FROM run_search k WHERE k.project_id = ${projectId}::uuid AND ${keysOf(way)} OFFSET 0) s
      ${joined} WHERE s.seq >> ${BLOCK_RUNS_LOG2}::int = b.block ${behind} ORDER BY s.seq DESC, s.run_id LIMIT ${limit}) c LIMIT ${limit}`;
  const ids = found.map(({ runId }) => runId);
  const texts = await tx.$queryRaw<SearchedRun[]>`
    SELECT s.run_id AS "runId", s.seq, s.input, s.output, s.context FROM run_search s
    WHERE s.project_id = ${projectId}::uuid AND s.run_id = ANY(${ids}::text[]) ORDER BY s.seq DESC, s.run_id`;
  return texts;
}

function keysOf(way: Exclude<SearchWay, { by: 'reading' }>): Prisma.Sql {
  if (way.by === 'keys') {
    const salted = way.keys.map((key) => Prisma.sql`${key}::int # b.salt`);
    return Prisma.sql`k.keys @> ARRAY[${Prisma.join(salted, ', ')}]`;
  }
  const blocks = way.words.map(({ block }) => block);
  const keys = way.words.map(({ word }) => wordKey(word));
  return Prisma.sql`k.keys && ARRAY(SELECT w.key # b.salt FROM unnest(${blocks}::int[], ${keys}::int[]) AS w(block, key) WHERE w.block = b.block)`;
}

function blocksOf(way: SearchWay, newest: number, oldest: number): number[] {
  if (way.by === 'words')
    return [...new Set(way.words.map(({ block }) => block))].filter((block) => block <= newest && block >= oldest).sort((a, b) => b - a);
  const all = Array.from({ length: Math.max(0, newest - oldest + 1) }, (_, index) => newest - index);
  if (way.by !== 'keys' || way.blocks === null) return all;
  const having = new Set(way.blocks);
  return all.filter((block) => having.has(block));
}

function likePart(part: string, at: Phrase['fragmentAt']): string {
  const text = part.replace(/[\\%_]/g, '\\$&');
  return `${at === 'start' ? '' : '%'}${text}${at === 'end' ? '' : '%'}`;
}
