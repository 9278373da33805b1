import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { PANE_COOKIE, readPaneWidths } from '@/components/review/pane-widths';
import { ReviewScreen } from '@/components/review/review-screen';
import { requireViewer } from '@/lib/auth/viewer';
import { getItemForReview } from '@/lib/data/item-review';
import { getKeyBindings } from '@/lib/data/key-bindings';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { nextMaterial } from './next-material';
import { reviewActions } from './review-actions';
import { reviewMaterial } from './review-material';

interface PageProps {
  params: Promise<{ project: string; itemId: string }>;
}

export const metadata: Metadata = { title: 'Review' };

export default async function ItemPage({ params }: PageProps) {
  const { project, itemId } = await params;
  const viewer = await requireViewer(project);
  const item = await orNotFound(getItemForReview(viewer, itemId));
  const material = reviewMaterial(viewer, item, await nextMaterial(viewer, item));
  return (
    <ReviewScreen
      key={`${material.itemId} ${material.revision}`}
      material={material}
      actions={reviewActions(project, itemId, item.queue.name)}
      bindings={await getKeyBindings(viewer)}
      paneWidths={readPaneWidths((await cookies()).get(PANE_COOKIE)?.value)}
    />
  );
}
