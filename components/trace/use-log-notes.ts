import { useEffect, useState } from 'react';
import { logNotesSchema } from '@/lib/domain/steps/log-note';
import type { LogNote } from '@/lib/domain/steps/step-log';
import { paths } from '@/lib/paths';
import { problemWords } from './use-step-table';

export interface LogNotes {
  notes: readonly LogNote[];
  isBusy: boolean;
  problem: string | null;
}

/** What the steps said, read page by page once the log is looked at. */
export function useLogNotes(isWanted: boolean, { project, runId }: { project: string; runId: string }): LogNotes {
  const [held, setHeld] = useState<LogNotes>({ notes: [], isBusy: false, problem: null });
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    const notes: LogNote[] = [];
    const load = async () => {
      let cursor: string | null = null;
      do {
        const response: Response = await fetch(paths.runApi(project, runId, 'notes', { cursor }), { signal: stop.signal });
        const body: unknown = await response.json();
        if (!response.ok) throw new Error(problemWords(body));
        const page = logNotesSchema.parse(body);
        for (const note of page.notes) notes.push(note);
        cursor = page.next_cursor;
        setHeld({ notes: [...notes], isBusy: cursor !== null, problem: null });
      } while (cursor !== null);
    };
    setHeld((before) => ({ ...before, isBusy: true }));
    load().catch((error: unknown) => {
      const problem = error instanceof Error ? error.message : 'The messages and events could not be loaded.';
      if (!stop.signal.aborted) setHeld({ notes: [...notes], isBusy: false, problem });
    });
    return () => stop.abort();
  }, [isWanted, project, runId]);
  return held;
}
