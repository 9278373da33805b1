import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueueActions } from './queue-actions';
import type { QueueQuery } from './queue-query';
import type { QueuePage, QueueRow } from '@/lib/domain/queue-row';

/** How often the version of the list is asked while somebody looks at it; the list itself is read when it changed. */
const ASK_MS = 2500;

interface QueueRows {
  rows: QueueRow[];
  /** More rows exist below. */
  hasMore: boolean;
  loadMore: () => void;
  refresh: () => Promise<void>;
  /** Why the list may be out of date; null when it is not. */
  problem: string | null;
}

/** The rows of one query: the first page comes with the page, more by scrolling, and all of them stay current. */
export function useQueueRows(
  query: QueueQuery & { queue: string },
  first: QueuePage,
  { list, version }: Pick<QueueActions, 'list' | 'version'>,
): QueueRows {
  const [page, setPage] = useState(first);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef(page);
  const isLoading = useRef(false);
  useEffect(() => {
    latest.current = page;
  }, [page]);
  // A server rendering brings newer rows; keep what was loaded below them.
  useEffect(
    () =>
      setPage((current) =>
        current.rows.length > first.rows.length ? { rows: merged(first.rows, current.rows), nextCursor: current.nextCursor } : first,
      ),
    [first],
  );

  const loadMore = useCallback(() => {
    const cursor = latest.current.nextCursor;
    if (cursor === null || isLoading.current) return;
    isLoading.current = true;
    void list(query, cursor, 0)
      .then((result) => {
        if (!result.ok) return setProblem(result.message);
        setProblem(null);
        setPage((current) => ({ rows: merged(current.rows, result.value.rows), nextCursor: result.value.nextCursor }));
      })
      .catch(() => setProblem(UNREACHABLE))
      .finally(() => {
        isLoading.current = false;
      });
  }, [query, list]);

  const refresh = useCallback(async () => {
    const result = await list(query, null, latest.current.rows.length).catch(() => null);
    if (!result?.ok) return setProblem(result?.message ?? UNREACHABLE);
    setProblem(null);
    setPage(result.value);
  }, [query, list]);

  useChanges(query.queue, version, refresh);
  return { rows: page.rows, hasMore: page.nextCursor !== null, loadMore, refresh, problem };
}

/** Calls `onChange` whenever the list may have changed; a hidden tab asks nothing and catches up when it is looked at. */
function useChanges(queue: string, version: QueueActions['version'], onChange: () => Promise<void>) {
  const router = useRouter();
  const known = useRef<string | null>(null);
  useEffect(() => {
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      const result = await version(queue).catch(() => null);
      if (!result?.ok || result.value === known.current) return;
      const isFirst = known.current === null;
      known.current = result.value;
      if (isFirst) return;
      await onChange();
      // The counts on the tabs are rendered by the server.
      router.refresh();
    };
    // Not in the effect itself: the router is not ready for actions before the whole page is.
    const first = setTimeout(() => void ask());
    const timer = setInterval(() => void ask(), ASK_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [queue, version, onChange, router]);
}

const UNREACHABLE = 'The server cannot be reached; the list may be out of date.';

/** Rows of the first list, then those of the second that are not among them. */
function merged(first: readonly QueueRow[], second: readonly QueueRow[]): QueueRow[] {
  const known = new Set(first.map(({ itemId }) => itemId));
  return [...first, ...second.filter(({ itemId }) => !known.has(itemId))];
}
