'use client';
import { useEffect, useState } from 'react';
import { MAX_FIND_CHARS } from '@/lib/domain/find-text';
import type { DocumentFindResponse } from '@/lib/domain/document-response';

export type FindHit = DocumentFindResponse['hits'][number];

export interface Find {
  query: string;
  setQuery: (query: string) => void;
  hits: FindHit[];
  /** Index into `hits`; -1 without hits. */
  current: number;
  step: (direction: 1 | -1) => void;
  /** `hit 3 of 12` and the like, in words; empty when nothing is looked for. */
  words: string;
}

interface Found {
  query: string;
  hits: FindHit[];
  isCut: boolean;
  error: string | null;
}

const NOTHING: Found = { query: '', hits: [], isCut: false, error: null };
const WAIT_MS = 200;

/**
 * Finding in one document. `search` is asked once typing stops; the first hit on or after `page` is current at first.
 * `asked` is what the parent wants found (a quote, say); another object asks again.
 */
export function useFind(
  search: (query: string, signal: AbortSignal) => Promise<{ hits: FindHit[]; isCut: boolean }>,
  asked: { query: string } | null,
  pageNow: () => number,
): Find {
  const [query, setQuery] = useState(asked?.query ?? '');
  const [found, setFound] = useState<Found>(NOTHING);
  const [current, setCurrent] = useState(-1);
  const [lastAsked, setLastAsked] = useState(asked);
  if (asked !== lastAsked) {
    setLastAsked(asked);
    if (asked) setQuery(asked.query.replace(/\s+/g, ' ').trim().slice(0, MAX_FIND_CHARS));
  }
  const wanted = query.trim();
  useEffect(() => {
    if (wanted === '') {
      setFound(NOTHING);
      setCurrent(-1);
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      search(wanted.slice(0, MAX_FIND_CHARS), controller.signal).then(
        ({ hits, isCut }) => {
          const page = pageNow();
          setFound({ query: wanted, hits, isCut, error: null });
          setCurrent(
            hits.length === 0
              ? -1
              : Math.max(
                  0,
                  hits.findIndex((hit) => hit.page >= page),
                ),
          );
        },
        (error: Error) => !controller.signal.aborted && setFound({ query: wanted, hits: [], isCut: false, error: error.message }),
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, search, pageNow]);
  const { hits } = found;
  const step = (direction: 1 | -1) => hits.length > 0 && setCurrent((current + direction + hits.length) % hits.length);
  return { query, setQuery, hits, current, step, words: wordsOf(found, wanted, current) };
}

function wordsOf(found: Found, wanted: string, current: number): string {
  if (wanted === '') return '';
  if (found.query !== wanted) return 'Looking …';
  if (found.error) return found.error;
  if (found.hits.length === 0) return 'No hits';
  return `${current + 1} of ${found.hits.length}${found.isCut ? ' or more' : ''}`;
}
