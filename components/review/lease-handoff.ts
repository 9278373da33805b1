// The lease of the next item travels from the submit to the screen that opens: it is not part of the page, which may have been
// prefetched before the item was claimed. Kept for a reload as well, in the tab only.
import type { LeaseGrant } from './review-actions';

const handoffKey = (itemId: string) => `countersign.lease.${itemId}`;

export function handOffLease(itemId: string, lease: LeaseGrant): void {
  const endsAtMs = Date.now() + lease.leftMs;
  try {
    sessionStorage.setItem(handoffKey(itemId), JSON.stringify({ leaseId: lease.leaseId, endsAtMs }));
  } catch {
    // Without storage the screen asks the server for the lease again.
  }
}

/** The lease handed to this item, when it is still running. */
export function takeLease(itemId: string): { leaseId: string; endsAtMs: number } | null {
  try {
    const stored = JSON.parse(sessionStorage.getItem(handoffKey(itemId)) ?? 'null') as { leaseId: string; endsAtMs: number } | null;
    return stored && stored.endsAtMs > Date.now() ? stored : null;
  } catch {
    return null;
  }
}

export function forgetLease(itemId: string): void {
  try {
    sessionStorage.removeItem(handoffKey(itemId));
  } catch {
    // Nothing was stored.
  }
}
