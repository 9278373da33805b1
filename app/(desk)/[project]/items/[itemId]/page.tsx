import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { MaskedValues } from '@/components/evidence/masked-values';
import { PANE_COOKIE, readPaneWidths } from '@/components/review/pane-widths';
import { ReviewScreen } from '@/components/review/review-screen';
import { requireViewer } from '@/lib/auth/viewer';
import { getItemForReview } from '@/lib/data/queues/item-review';
import { getKeyBindings } from '@/lib/data/people/key-bindings';
import { maskedValuesIn } from '@/lib/domain/mask-token';
import { can } from '@/lib/domain/policy';
import { revealAction } from '@/app/(desk)/[project]/reveal-action';
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
      extra={
        <MaskedValues
          values={maskedValuesIn(material)}
          reveal={can(viewer, 'content.reveal') ? revealAction.bind(null, project, material.header.run.id) : null}
        />
      }
      paneWidths={readPaneWidths((await cookies()).get(PANE_COOKIE)?.value)}
    />
  );
}
