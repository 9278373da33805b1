import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { prefetchDocumentPage } from '@/components/document/prefetch-document-page';
import { paths } from '@/lib/paths';
import type { ReviewMaterial } from './review-material';

/** Long enough to leave the network to the item on the screen. */
const DELAY_MS = 1500;

/** Fetches the page of the next item and the first page of its document while this one is being read. */
export function usePrefetchNext({ project, next }: Pick<ReviewMaterial, 'project' | 'next'>) {
  const router = useRouter();
  useEffect(() => {
    if (!next) return;
    const timer = setTimeout(() => {
      router.prefetch(paths.item(project, next.itemId));
      if (next.document) void prefetchDocumentPage(next.document, next.page);
    }, DELAY_MS);
    return () => clearTimeout(timer);
  }, [router, project, next]);
}
