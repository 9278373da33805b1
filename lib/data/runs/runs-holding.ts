// The list of runs that hold a phrase: found by its keys, in the order of arrival.
import 'server-only';
import { z } from 'zod';
import { phraseOf } from '@/lib/domain/find/phrase';
import type { RunQuery } from '@/lib/domain/run/run-query';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { invalid } from '@/lib/errors';
import type { Tx } from '@/lib/data/database';
import { findPhrase } from '@/lib/data/find/find-phrase';
import { decodeCursor, encodeCursor } from '@/lib/data/keyset-cursor';
import { type RunListFilters, runConditions } from './run-filter-sql';
import { runColumnsOf, runSummary } from './run-row';

const cursorSchema = z.tuple([z.literal('found'), z.int(), z.string()]);
const riskCursorSchema = z.tuple([z.literal('found-risk'), z.int()]);
/** More are not sorted by risk. */
const MAX_SORTED = 1000;

interface Holding extends Pick<RunQuery, 'sort' | 'limit' | 'cursor'> {
  q: string;
  filters: RunListFilters;
}

/** Throws `invalid` when more than a thousand runs would have to be sorted by risk. */
export async function listRunsHolding(
  tx: Tx,
  projectId: string,
  { q, filters, sort, limit, cursor }: Holding,
): Promise<{ runs: RunSummary[]; nextCursor: string | null }> {
  const phrase = phraseOf(q);
  if (!phrase) return { runs: [], nextCursor: null };
  const filter = Object.values(filters).some((value) => value !== undefined) ? runConditions(projectId, filters) : null;
  if (sort === '-risk') {
    const from = cursor ? decodeCursor(cursor, riskCursorSchema)[1] : 0;
    const { runs: found, next } = await findPhrase(tx, projectId, phrase, { limit: MAX_SORTED, filter });
    if (next) throw tooMany();
    const all = (await summaries(tx, projectId, found)).sort((a, b) => (b.risk ?? -1) - (a.risk ?? -1) || (a.runId < b.runId ? -1 : 1));
    const hasMore = all.length > from + limit;
    return { runs: all.slice(from, from + limit), nextCursor: hasMore ? encodeCursor(['found-risk', from + limit]) : null };
  }
  const [, seq, runId] = cursor ? decodeCursor(cursor, cursorSchema) : [null, 0, ''];
  const { runs: found, next } = await findPhrase(tx, projectId, phrase, { limit, filter, after: cursor ? { seq, runId } : null });
  return {
    runs: await summaries(tx, projectId, found),
    nextCursor: next ? encodeCursor(['found', next.seq, next.runId]) : null,
  };
}

/** In the order in which they were found. */
export async function summaries(tx: Tx, projectId: string, found: readonly { runId: string }[]): Promise<RunSummary[]> {
  const ids = found.map(({ runId }) => runId);
  const rows = await tx.$queryRaw<RunSummary[]>`
    SELECT ${runColumnsOf(projectId)} FROM run r WHERE r.project_id = ${projectId}::uuid AND r.run_id = ANY(${ids}::text[])`;
  const byId = new Map(rows.map((row) => [row.runId, runSummary(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function tooMany() {
  return invalid(
    `/sort: more than ${MAX_SORTED} runs hold this phrase, too many to sort by risk. Narrow them by another filter or take the newest first.`,
    [{ path: '/sort', detail: 'too many runs hold the phrase' }],
  );
}
