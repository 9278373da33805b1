// Finds the runs in which a phrase stands, newest first, and says how far back it has looked.
import 'server-only';
import { folded } from '@/lib/domain/find/fold-text';
import { holdsPhrase } from '@/lib/domain/find/mark-phrase';
import type { Phrase } from '@/lib/domain/find/phrase';
import type { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';
import { blockSpan, listCandidates, type SearchedRun, type SearchPlace, searchWay, type SearchWay } from './search-blocks';

export interface PhraseHits {
  runs: SearchedRun[];
  /** Where to go on; null when every run was looked at. */
  next: SearchPlace | null;
  /** True when it stopped because it took long, and not because it had found enough. */
  isOutOfTime: boolean;
}

/** A search answers after so long with what it has; the next one goes on from there. */
const BUDGET_MS = 1500;
const PAGE = 40;
const READING_PAGE = 150;

/** `filter` is a condition on `run r`, with the project in it. */
export async function findPhrase(
  tx: Tx,
  projectId: string,
  phrase: Phrase,
  {
    limit,
    after = null,
    filter = null,
    budgetMs = BUDGET_MS,
  }: { limit: number; after?: SearchPlace | null; filter?: Prisma.Sql | null; budgetMs?: number },
): Promise<PhraseHits> {
  const startedAt = performance.now();
  const span = await blockSpan(tx, projectId);
  const runs: SearchedRun[] = [];
  if (!span) return { runs, next: null, isOutOfTime: false };
  const way = await searchWay(tx, projectId, phrase);
  if (way.by === 'words' && way.words.length === 0) return { runs, next: null, isOutOfTime: false };
  const page = pageOf(way, limit);
  for (let place = after; ; ) {
    const found = await listCandidates(tx, projectId, way, { span, after: place, limit: page, filter });
    for (const run of found) {
      if (!stands(run, phrase)) continue;
      runs.push(run);
      if (runs.length > limit) return { runs: runs.slice(0, limit), next: placeOf(runs[limit - 1]), isOutOfTime: false };
    }
    if (found.length < page) return { runs, next: null, isOutOfTime: false };
    place = placeOf(found.at(-1));
    if (performance.now() - startedAt > budgetMs) return { runs, next: place, isOutOfTime: true };
  }
}

export function stands({ input, output, context }: SearchedRun, phrase: Phrase): boolean {
  return [input, output, context].some((text) => holdsPhrase(folded(text), phrase));
}

function pageOf(way: SearchWay, limit: number): number {
  return way.by === 'reading' ? READING_PAGE : Math.max(PAGE, limit + 1);
}

function placeOf(run: SearchedRun | undefined): SearchPlace | null {
  return run ? { seq: run.seq, runId: run.runId } : null;
}
