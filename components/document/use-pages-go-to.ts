'use client';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { DocumentFindResponse } from '@/lib/domain/document-response';
import type { DocumentHighlight, DocumentSelection, HighlightPulse } from './document-highlight';
import type { DocumentSource } from './document-source';
import { findUrl } from './document-source';
import { fetchJson } from './fetch-json';
import type { PageScrollerHandle } from './page-scroller';
import { loadPageText } from './page-texts';
import { useFind } from './use-find';
import { usePulse } from './use-pulse';
import { boxesOfRange } from './word-boxes';

interface PagesGoToOptions {
  source: DocumentSource;
  pages: RefObject<PageScrollerHandle | null>;
  page: number;
  isReady: boolean;
  highlights: DocumentHighlight[];
  pulse: HighlightPulse | null;
  asked: { query: string } | null;
  onPageChange: (page: number) => void;
  onSelect: (selection: DocumentSelection | null) => void;
}

/** Everything that moves the pages: the page number, a mark that is asked for, hits of the find field. */
export function usePagesGoTo({ source, pages, page, isReady, highlights, pulse, asked, onPageChange, onSelect }: PagesGoToOptions) {
  const shown = useRef(0);
  const latest = useRef({ page, highlights, onPageChange });
  useEffect(() => {
    latest.current = { page, highlights, onPageChange };
  });
  const pageNow = useCallback(() => latest.current.page, []);

  const goToRange = useCallback(
    async (where: { page: number; start: number; end: number; boxes?: DocumentHighlight['boxes'] }) => {
      const known = where.boxes?.[0];
      shown.current = where.page;
      if (where.page !== latest.current.page) latest.current.onPageChange(where.page);
      if (known) {
        pages.current?.scrollToPlace(where.page, known);
        return;
      }
      pages.current?.scrollToPlace(where.page);
      const text = await loadPageText(source, where.page).catch(() => null);
      const [box] = (text && boxesOfRange(text, where.start, where.end)) ?? [];
      if (box) pages.current?.scrollToPlace(where.page, box);
    },
    [source, pages],
  );
  const showPage = (number: number) => {
    shown.current = number;
    pages.current?.scrollToPlace(number);
    onPageChange(number);
  };
  // The parent may name another page; scrolling reports its own, which then is no news.
  useEffect(() => {
    if (!isReady || shown.current === page) return;
    shown.current = page;
    pages.current?.scrollToPlace(page);
  }, [isReady, page, pages]);

  const goToHighlight = useCallback(
    (id: string) => {
      const highlight = latest.current.highlights.find((candidate) => candidate.id === id);
      if (highlight) void goToRange(highlight);
    },
    [goToRange],
  );
  const pulsingId = usePulse(pulse, isReady, goToHighlight);

  const search = useCallback(
    async (query: string, signal: AbortSignal) => {
      const { hits, is_cut: isCut } = await fetchJson<DocumentFindResponse>(findUrl(source, query), signal);
      return { hits, isCut };
    },
    [source],
  );
  const find = useFind(search, asked, pageNow);
  const hit = find.hits[find.current];
  useEffect(() => {
    if (hit) void goToRange(hit);
  }, [hit, goToRange]);
  const findInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked) findInput.current?.focus();
  }, [asked]);

  const pickHit = async () => {
    if (!hit) return;
    const text = await loadPageText(source, hit.page);
    onSelect({ ...hit, quote: text.text.slice(hit.start, hit.end), boxes: boxesOfRange(text, hit.start, hit.end) ?? [] });
  };
  /** Scrolling came to another page. */
  const onScrolledTo = (number: number) => {
    if (number === shown.current) return;
    shown.current = number;
    onPageChange(number);
  };
  return { find, findInput, pulsingId, showPage, pickHit: () => void pickHit(), onScrolledTo };
}
