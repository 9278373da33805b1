'use client';
import { useCallback } from 'react';
import { findText } from '@/lib/domain/find-text';
import type { DocumentHighlight, DocumentSelection, HighlightPulse } from './document-highlight';
import { TextPane } from './text-pane';

export interface PassagePaneProps {
  /** The passage as the model saw it. */
  text: string;
  /** Marks with `page` 1. */
  highlights: DocumentHighlight[];
  pulse: HighlightPulse | null;
  find?: { query: string } | null;
  onHighlightClick: (id: string) => void;
  onSelect: (selection: DocumentSelection | null) => void;
}

const MAX_HITS = 1000;
const stay = () => undefined;

/** A passage without a document behind it, shown as a document is: find, marks, selection. Fills its parent. */
export function PassagePane({ text, ...rest }: PassagePaneProps) {
  const search = useCallback(
    async (query: string) => {
      const hits = findText(text, query, MAX_HITS + 1).map((range) => ({ page: 1, ...range }));
      return { hits: hits.slice(0, MAX_HITS), isCut: hits.length > MAX_HITS };
    },
    [text],
  );
  return (
    <TextPane
      text={text}
      page={1}
      isCode={/^\s*[[{]/.test(text)}
      search={search}
      onPageChange={stay}
      toolbar={(find) => <div className="flex justify-end border-border border-b bg-card px-2 py-1">{find}</div>}
      {...rest}
    />
  );
}
