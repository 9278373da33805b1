// After a decision or a skip is committed: forget this item, and open what comes next.
import type { useRouter } from 'next/navigation';
import { toast } from '@/components/ui/toast';
import { paths } from '@/lib/paths';
import { dropDraft } from './draft-storage';
import { forgetLease, handOffLease } from './lease-handoff';
import type { NextItem } from './review-actions';
import type { ReviewMaterial } from './review-material';

export function goOn(router: ReturnType<typeof useRouter>, material: ReviewMaterial, next: NextItem | null, said: string): void {
  dropDraft(material.itemId, material.revision);
  forgetLease(material.itemId);
  toast.success(next ? said : `${said} Nothing else is waiting in this queue.`);
  if (next) handOffLease(next.itemId, next.lease);
  router.push(next ? paths.item(material.project, next.itemId) : material.header.queue.href);
}
