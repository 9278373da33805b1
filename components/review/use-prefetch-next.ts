import { PrefetchKind } from 'next/dist/client/components/router-reducer/router-reducer-types';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { prefetchDocumentPage } from '@/components/document/prefetch-document-page';
import { paths } from '@/lib/paths';
import type { ReviewMaterial } from './review-material';

/** Long enough to leave the network to the item on the screen. */
const DELAY_MS = 1500;
/** The router keeps a page that was fetched ahead for five minutes. */
const AGAIN_MS = 4.5 * 60_000;

/** Fetches the page of the next item and the first page of its document while this one is being read. */
export function usePrefetchNext({ project, next }: Pick<ReviewMaterial, 'project' | 'next'>) {
  const router = useRouter();
  useEffect(() => {
    if (!next) return;
    // The whole page with its data: without the kind only the loading state of a dynamic page would be fetched.
    const fetchPage = () => router.prefetch(paths.item(project, next.itemId), { kind: PrefetchKind.FULL });
    const first = setTimeout(() => {
      fetchPage();
      if (next.document) void prefetchDocumentPage(next.document, next.page);
    }, DELAY_MS);
    const again = setInterval(fetchPage, AGAIN_MS);
    return () => {
      clearTimeout(first);
      clearInterval(again);
    };
  }, [router, project, next]);
}
