'use client';
import { FileWarning } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { DocumentHighlight, DocumentSelection, HighlightPulse } from './document-highlight';
import type { DocumentSource } from './document-source';
import { contentUrl } from './document-source';
import { RetractionBanner } from './retraction-banner';
import { PagesView } from './pages-view';
import { TextView } from './text-view';
import { useStableSource } from './use-stable-source';

export interface DocumentPaneProps {
  document: DocumentSource;
  /** The page that is shown, counted from 1; scrolling and the page field report another by `onPageChange`. */
  page: number;
  onPageChange: (page: number) => void;
  /** Marks of the whole document. */
  highlights: DocumentHighlight[];
  /** Scrolls to a mark and pulses it. */
  pulse: HighlightPulse | null;
  onHighlightClick: (id: string) => void;
  /** Words or an area that a person picked; null when the pick was taken back. */
  onSelect: (selection: DocumentSelection | null) => void;
  /** What to look for, for example the quote of a claim; another object looks again and puts the cursor into the field. */
  find?: { query: string } | null;
}

/** A source beside the claims: pages as the file shows them, or its text, with marks that lead both ways. Fills its parent. */
export function DocumentPane({ document, ...rest }: DocumentPaneProps) {
  const source = useStableSource(document);
  if (source.state === 'failed') return <FailedDocument source={source} />;
  const hasGeometry = source.mediaType === 'application/pdf' || source.mediaType.startsWith('image/');
  const View = hasGeometry ? PagesView : TextView;
  const view = <View key={`${source.documentId}@${source.version}`} source={source} {...rest} />;
  if (!source.retraction) return view;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <RetractionBanner project={source.project} version={source.version} retraction={source.retraction} />
      <div className="min-h-0 flex-1">{view}</div>
    </div>
  );
}

function FailedDocument({ source }: { source: DocumentSource }) {
  return (
    <EmptyState
      icon={FileWarning}
      title="This document could not be opened"
      action={
        <Button asChild>
          <a href={contentUrl(source, true)} download>
            Download the original
          </a>
        </Button>
      }
    >
      {source.problem ?? 'Nothing more is known about the reason.'} Its bytes are kept as they were sent.
    </EmptyState>
  );
}
