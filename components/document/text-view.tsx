'use client';
import { useCallback } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { DocumentFindResponse } from '@/lib/domain/document-response';
import type { DocumentPaneProps } from './document-pane';
import type { DocumentSource } from './document-source';
import { contentUrl, findUrl } from './document-source';
import { DocumentToolbar } from './document-toolbar';
import { fetchJson } from './fetch-json';
import { TextPane } from './text-pane';
import { usePageText } from './use-page-text';

type TextViewProps = Omit<DocumentPaneProps, 'document'> & { source: DocumentSource };

const CODE = new Set(['application/json', 'text/csv']);

/** A document without geometry: plain text, Markdown, JSON, tables, and what an HTML page says. One page at a time. */
export function TextView({ source, page, onPageChange, ...rest }: TextViewProps) {
  const shown = Math.min(Math.max(1, page), Math.max(1, source.pageCount));
  const { text, error, retry } = usePageText(source, shown);
  const search = useCallback(
    async (query: string, signal: AbortSignal) => {
      const { hits, is_cut: isCut } = await fetchJson<DocumentFindResponse>(findUrl(source, query), signal);
      return { hits, isCut };
    },
    [source],
  );
  if (error)
    return (
      <ErrorState title="This document could not be loaded" action={<Button onClick={retry}>Try again</Button>}>
        {error}
      </ErrorState>
    );
  if (!text) return <LoadingText />;
  return (
    <TextPane
      text={text.text}
      page={shown}
      isCode={CODE.has(source.mediaType)}
      search={search}
      onPageChange={onPageChange}
      toolbar={(find) => (
        <DocumentToolbar
          page={{ number: shown, count: source.pageCount, go: onPageChange }}
          downloadUrl={contentUrl(source, true)}
          find={find}
        />
      )}
      {...rest}
    />
  );
}

function LoadingText() {
  return (
    <div aria-busy="true" className="flex flex-col gap-2 p-5">
      {['92%', '88%', '95%', '60%', '90%', '84%', '40%'].map((width) => (
        <Skeleton key={width} style={{ width }} className="h-4" />
      ))}
    </div>
  );
}
