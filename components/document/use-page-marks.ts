'use client';
import { groupBy } from '@/lib/domain/group-by';
import { useMemo } from 'react';
import type { DocumentHighlight, DocumentSelection } from './document-highlight';
import type { PageMarks } from './document-page';
import type { Find } from './use-find';

interface PageMarksOptions {
  highlights: DocumentHighlight[];
  find: Find;
  selection: DocumentSelection | null;
  pulsingId: string | null;
}

/** The marks of each page, small ones last and so on top. A selection that became evidence is not drawn a second time. */
export function usePageMarks({ highlights, find, selection, pulsingId }: PageMarksOptions): (page: number) => PageMarks {
  const { hits, current } = find;
  return useMemo(() => {
    const byPage = groupByPage(highlights);
    const isTaken =
      selection !== null &&
      highlights.some(
        ({ style, page, start, end }) =>
          style === 'reviewer' && page === selection.page && start === selection.start && end === selection.end,
      );
    return (page) => ({
      highlights: byPage.get(page) ?? [],
      hits: hits.flatMap((hit, index) => (hit.page === page ? [{ start: hit.start, end: hit.end, isCurrent: index === current }] : [])),
      selection: isTaken ? null : selection,
      pulsingId,
    });
  }, [highlights, hits, current, selection, pulsingId]);
}

function groupByPage(highlights: DocumentHighlight[]): Map<number, DocumentHighlight[]> {
  const widestFirst = [...highlights].sort((a, b) => b.end - b.start - (a.end - a.start));
  return groupBy(widestFirst, ({ page }) => page);
}
