import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type StepChunk, stepChunkSchema } from '@/lib/domain/steps/step-chunk';
import { type StepTable, tableOf, withChunk } from '@/lib/domain/steps/step-table';

export interface LoadedSteps {
  table: StepTable;
  /** What keeps the rest from coming; null while it comes or when all is here. */
  problem: string | null;
  retry: () => void;
}

/** Steps asked for at once: about 200 KB, parsed and laid out in a few milliseconds. */
const CHUNK_STEPS = 4096;
/** Chunks are gathered for as long before the rows are laid out anew. */
const GATHER_MS = 250;
const RETRY_MS = 300;
/** A run that is still coming in moves on while it is read: its page is read anew so often by itself. */
const MAX_REFRESHES = 3;
const REFRESH_MS = 1000;

/** What was read so far is of an earlier state of the run. */
class RunMoved extends Error {}

/** All steps of a run: the first chunk came with the page, the others are fetched one after the other. */
export function useStepTable(first: StepChunk, hrefOf: (from: number, limit: number, state: string) => string): LoadedSteps {
  const [table, setTable] = useState(() => tableOf([first]));
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const router = useRouter();
  const refreshes = useRef(0);
  const retry = useCallback(() => {
    setProblem(null);
    setAttempt((count) => count + 1);
    router.refresh();
  }, [router]);

  useEffect(() => {
    const stop = new AbortController();
    let held = tableOf([first]);
    let shownAt = performance.now();
    let later: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      while (held.count < held.total) {
        const response = await fetch(hrefOf(held.count, CHUNK_STEPS, first.state), { signal: stop.signal });
        const body: unknown = await response.json();
        if (!response.ok) throw isMoved(body) ? new RunMoved(problemWords(body)) : new Error(problemWords(body));
        held = withChunk(held, stepChunkSchema.parse(body));
        if (held.count < held.total && performance.now() - shownAt < GATHER_MS) continue;
        shownAt = performance.now();
        setTable(held);
        // Gives the browser a frame between two chunks.
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    };
    setTable(held);
    load().catch((error: unknown) => {
      if (stop.signal.aborted) return;
      setTable(held);
      if (error instanceof RunMoved && refreshes.current < MAX_REFRESHES) {
        refreshes.current += 1;
        later = setTimeout(() => router.refresh(), REFRESH_MS);
        return;
      }
      setProblem(error instanceof Error ? error.message : 'The rest of the steps could not be loaded.');
    });
    return () => {
      stop.abort();
      clearTimeout(later);
    };
  }, [first, hrefOf, attempt, router]);

  return { table, problem, retry };
}

function isMoved(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'code' in body && body.code === 'run_moved';
}

export function problemWords(body: unknown): string {
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? body.detail : null;
  return typeof detail === 'string' ? detail : 'The rest of the steps could not be loaded.';
}
