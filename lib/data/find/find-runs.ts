// Finds runs by a phrase: as it stands, else by its longest part that some run has, else by its words together.
import 'server-only';
import { z } from 'zod';
import type { FindPage, FoundAs } from '@/lib/domain/find/find-hit';
import { partOf, type Phrase, phraseOf } from '@/lib/domain/find/phrase';
import { wordKey } from '@/lib/domain/find/search-keys';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { storedForm } from '@/lib/data/privacy/stored-form';
import { findHits } from './find-hits';
import { findPhrase, type PhraseHits } from './find-phrase';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';
import { blockSpan, blocksWithWords, listCandidates, type SearchPlace } from './search-blocks';

const cursorSchema = z.tuple([z.literal('find'), z.int(), z.string()]);
/** Parts shorter than this are not worth showing in place of a sentence. */
const MIN_PART_TOKENS = 2;
/** A sentence has so many; of a longer text the beginning decides. */
const MAX_TOKENS = 60;
const MAX_WORDS = 12;

interface Found extends PhraseHits {
  as: FoundAs;
  phrases: Phrase[];
}

/** Null when nothing was typed that could be searched for. The newest hits by the order of arrival come first. */
export async function findRuns(
  actor: Actor,
  asked: string,
  { limit = 20, cursor }: { limit?: number; cursor?: string } = {},
): Promise<FindPage | null> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  // A phrase that is found tells what a masked text holds.
  if (!can(actor, 'run.read_raw')) throw forbidden('search in content');
  const typed = asked.includes('\0') ? null : phraseOf(asked);
  if (!typed) return null;
  const { projectId } = actor;
  const masked = phraseOf((await storedForm(actor, 'find', asked)) ?? '');
  const after = cursor ? placeOf(decodeCursor(cursor, cursorSchema)) : null;
  return withProject(projectId, async (tx) => {
    // What came before the rules stands there as it was typed.
    const phrase = masked && (await occurs(tx, projectId, masked)) ? masked : typed;
    const found = await searchFrom(tx, projectId, phrase, limit, after);
    const { runs, next, isOutOfTime, as, phrases } = found;
    return {
      hits: await findHits(tx, projectId, runs, phrases),
      foundAs: as,
      found: phrases.map(({ asked: text }) => text),
      nextCursor: next ? encodeCursor(['find', next.seq, next.runId]) : null,
      isOutOfTime,
      lookedBackTo: next && isOutOfTime ? await startOf(tx, projectId, next.runId) : null,
      isIndexing: await isIndexing(tx, projectId),
    };
  });
}

/** What the first page fell back to, later pages fall back to as well: each step asks for the whole project before the next one. */
async function searchFrom(tx: Tx, projectId: string, phrase: Phrase, limit: number, after: SearchPlace | null): Promise<Found> {
  const whole = await findPhrase(tx, projectId, phrase, { limit, after });
  const isAnywhere = whole.runs.length > 0 || whole.next !== null || (after !== null && (await occurs(tx, projectId, phrase)));
  if (isAnywhere || phrase.tokens.length <= MIN_PART_TOKENS) return { ...whole, as: 'phrase', phrases: [phrase] };
  const part = await longestPart(tx, projectId, phrase);
  if (part) return { ...(await findPhrase(tx, projectId, part, { limit, after })), as: 'part', phrases: [part] };
  return words(tx, projectId, phrase, limit, after);
}

async function occurs(tx: Tx, projectId: string, phrase: Phrase): Promise<boolean> {
  const { runs, next } = await findPhrase(tx, projectId, phrase, { limit: 1 });
  return runs.length > 0 || next !== null;
}

/** Grows from each end by halves: a phrase that has no hit has none when it is made longer. Null when no part of some length has one. */
async function longestPart(tx: Tx, projectId: string, phrase: Phrase): Promise<Phrase | null> {
  const count = Math.min(phrase.tokens.length, MAX_TOKENS);
  let best: Phrase | null = null;
  let from = 0;
  while (from < count - MIN_PART_TOKENS) {
    const least = Math.max(MIN_PART_TOKENS, best ? best.tokens.length + 1 : 0);
    if (from + least > count) break;
    const length = await longestFrom(tx, projectId, phrase, from, least, count - from);
    if (length >= least) best = partOf(phrase, from, from + length);
    // What follows the stretch that was found is where the texts differ.
    from += Math.max(1, length);
  }
  const isWorth = best !== null && (best.tokens.length >= 3 || best.tokens.some(({ text }) => text.length > 3));
  return isWorth ? best : null;
}

async function longestFrom(tx: Tx, projectId: string, phrase: Phrase, from: number, least: number, most: number): Promise<number> {
  const holds = (length: number) => occurs(tx, projectId, partOf(phrase, from, from + length));
  if (!(await holds(least))) return 0;
  let [low, high] = [least, most + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Runs that have all of the phrase's words that occur at all, the longest twelve, wherever they stand. */
async function words(tx: Tx, projectId: string, phrase: Phrase, limit: number, after: SearchPlace | null): Promise<Found> {
  const none: Found = { runs: [], next: null, isOutOfTime: false, as: 'words', phrases: [] };
  const span = await blockSpan(tx, projectId);
  if (!span) return none;
  const candidates = [...new Set(phrase.tokens.filter(({ isCharacter, text }) => !isCharacter && text.length > 3).map(({ text }) => text))];
  const rows = await tx.$queryRaw<{ word: string }[]>`
    SELECT c.word FROM unnest(${candidates}::text[]) AS c(word)
    WHERE EXISTS (SELECT FROM search_word w WHERE w.project_id = ${projectId}::uuid AND w.word = c.word)`;
  const known = rows
    .map(({ word }) => word)
    .sort((a, b) => b.length - a.length)
    .slice(0, MAX_WORDS);
  if (known.length < 2) return none;
  const way = { by: 'keys' as const, keys: known.map(wordKey), blocks: await blocksWithWords(tx, projectId, known) };
  const runs = await listCandidates(tx, projectId, way, { span, after, limit: limit + 1, filter: null });
  const last = runs[limit - 1];
  return {
    runs: runs.slice(0, limit),
    next: runs.length > limit && last ? { seq: last.seq, runId: last.runId } : null,
    isOutOfTime: false,
    as: 'words',
    phrases: known.flatMap((word) => phraseOf(word) ?? []),
  };
}

async function startOf(tx: Tx, projectId: string, runId: string): Promise<string | null> {
  const row = await tx.run.findUnique({ where: { projectId_runId: { projectId, runId } }, select: { startedAt: true } });
  return row?.startedAt.toISOString() ?? null;
}

async function isIndexing(tx: Tx, projectId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isAny: boolean }[]>`
    SELECT EXISTS (SELECT FROM run_search s WHERE s.project_id = ${projectId}::uuid AND s.keys IS NULL) AS "isAny"`;
  return row?.isAny ?? false;
}

function placeOf([, seq, runId]: [string, number, string]): SearchPlace {
  return { seq, runId };
}
