import 'server-only';
import { documentSource } from '@/components/document/document-source';
import { byNeed } from '@/components/review/claim-need';
import type { ReviewMaterial } from '@/components/review/review-material';
import { getItemForReview } from '@/lib/data/queues/item-review';
import { ExpectedError } from '@/lib/errors';
import type { Actor } from '@/lib/domain/policy';
import type { ReviewItem } from '@/lib/domain/review/review-item';

/** What will most likely come next, with the page on which its neediest claim can be checked: to be fetched ahead. */
export async function nextMaterial(viewer: Actor, { next }: ReviewItem): Promise<ReviewMaterial['next']> {
  if (!next) return null;
  const upcoming = await getItemForReview(viewer, next.itemId).catch((error: unknown) => {
    // It may have been removed a moment ago; fetching ahead is a favour, never a reason to fail.
    if (error instanceof ExpectedError) return null;
    throw error;
  });
  if (!upcoming) return null;
  const first = byNeed(upcoming.run.claims).flatMap(({ anchors, candidates }) => [...anchors, ...candidates])[0];
  const document = upcoming.documents.find(({ documentId }) => documentId === first?.documentId) ?? upcoming.documents[0];
  return { itemId: next.itemId, document: document ? documentSource(viewer.projectSlug, document) : null, page: first?.page ?? 1 };
}
