'use client';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import type { TextRange } from '@/lib/domain/find-text';
import type { DocumentHighlight, DocumentSelection, HighlightPulse } from './document-highlight';
import { FindField } from './find-field';
import { TextBody } from './text-body';
import { type FindHit, useFind } from './use-find';
import { usePulse } from './use-pulse';

export interface TextPaneProps {
  text: string;
  page: number;
  isCode: boolean;
  highlights: DocumentHighlight[];
  pulse: HighlightPulse | null;
  find?: { query: string } | null;
  /** Must keep its identity between renders. */
  search: (query: string, signal: AbortSignal) => Promise<{ hits: FindHit[]; isCut: boolean }>;
  toolbar: (find: ReactNode) => ReactNode;
  onPageChange: (page: number) => void;
  onHighlightClick: (id: string) => void;
  onSelect: (selection: DocumentSelection | null) => void;
}

/** One page of text with find, marks and selection. */
export function TextPane({
  text,
  page,
  isCode,
  highlights,
  pulse,
  find: asked = null,
  search,
  toolbar,
  onPageChange,
  onHighlightClick,
  onSelect,
}: TextPaneProps) {
  const [goTo, setGoTo] = useState<{ start: number } | null>(null);
  const latest = useRef({ page, highlights, onPageChange });
  useEffect(() => {
    latest.current = { page, highlights, onPageChange };
  });
  const show = useCallback((where: { page: number; start: number }) => {
    if (where.page !== latest.current.page) latest.current.onPageChange(where.page);
    setGoTo({ start: where.start });
  }, []);
  const pulsingId = usePulse(
    pulse,
    true,
    useCallback(
      (id: string) => {
        const highlight = latest.current.highlights.find((candidate) => candidate.id === id);
        if (highlight) show(highlight);
      },
      [show],
    ),
  );
  const find = useFind(
    search,
    asked,
    useCallback(() => latest.current.page, []),
  );
  const hit = find.hits[find.current];
  useEffect(() => {
    if (hit) show(hit);
  }, [hit, show]);
  const findInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asked) findInput.current?.focus();
  }, [asked]);
  const select = (range: TextRange | null) => onSelect(range && { page, ...range, quote: text.slice(range.start, range.end), boxes: [] });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {toolbar(<FindField find={find} inputRef={findInput} onPick={() => hit && hit.page === page && select(hit)} />)}
      {text.trim() === '' ? (
        <EmptyState title="This page holds no text" />
      ) : (
        <TextBody
          text={text}
          isCode={isCode}
          highlights={highlights.filter((highlight) => highlight.page === page)}
          hits={find.hits.flatMap((candidate, index) =>
            candidate.page === page ? [{ ...candidate, isCurrent: index === find.current }] : [],
          )}
          pulsingId={pulsingId}
          goTo={goTo}
          onSelect={select}
          onHighlightClick={onHighlightClick}
        />
      )}
    </div>
  );
}
