import { useEffect, useMemo, useState } from 'react';
import { type RunHit, runHitsSchema } from '@/lib/domain/steps/run-hit';
import type { StepTable } from '@/lib/domain/steps/step-table';
import { paths } from '@/lib/paths';
import { problemWords } from './use-step-table';

export interface RunSearch {
  /** In tree order; those of one step together. */
  hits: readonly RunHit[];
  /** Places of the steps with a hit, ascending. */
  places: readonly number[];
  scanned: number;
  isBusy: boolean;
  problem: string | null;
}

interface Found {
  words: string;
  hits: readonly RunHit[];
  scanned: number;
  isBusy: boolean;
  problem: string | null;
}

const NOTHING: Found = { words: '', hits: [], scanned: 0, isBusy: false, problem: null };
/** Typing goes on for a while. */
const REST_MS = 250;
/** More hits than anybody reads; the list says that there are more. */
const MOST_HITS = 5000;

/** Looks for words in all steps of a run on the server, page by page, while hits are shown already. */
export function useRunSearch(words: string, table: StepTable, { project, runId }: { project: string; runId: string }): RunSearch {
  const [found, setFound] = useState<Found>(NOTHING);
  useEffect(() => {
    if (words.trim() === '') return setFound(NOTHING);
    const stop = new AbortController();
    let now: Found = { ...NOTHING, words, isBusy: true };
    const put = (change: Partial<Found>) => {
      now = { ...now, ...change };
      setFound(now);
    };
    const look = async () => {
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      let cursor: string | null = null;
      do {
        if (stop.signal.aborted) return;
        const response: Response = await fetch(paths.runApi(project, runId, 'search', { q: words, cursor }), { signal: stop.signal });
        const body: unknown = await response.json();
        if (!response.ok) throw new Error(problemWords(body));
        const page = runHitsSchema.parse(body);
        cursor = page.next_cursor;
        put({ hits: [...now.hits, ...page.hits], scanned: now.scanned + page.scanned });
      } while (cursor !== null && now.hits.length < MOST_HITS);
      put({ isBusy: false, problem: cursor === null ? null : `The first ${now.hits.length} hits are shown; there are more.` });
    };
    put({});
    look().catch((error: unknown) => {
      if (!stop.signal.aborted) put({ isBusy: false, problem: error instanceof Error ? error.message : 'The search failed. Try again.' });
    });
    return () => stop.abort();
  }, [words, project, runId]);

  return useMemo(() => {
    const placeOf = ({ step_id: id }: RunHit) => table.placeById.get(id) ?? table.total;
    const hits = [...found.hits].sort((a, b) => placeOf(a) - placeOf(b));
    const places = [...new Set(hits.map(placeOf))].filter((place) => place < table.count);
    return { hits, places, scanned: found.scanned, isBusy: found.isBusy, problem: found.problem };
  }, [found, table]);
}
