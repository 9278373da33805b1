import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { forgetLease, handOffLease, takeLease } from './lease-handoff';
import type { LeaseGrant, ReviewActions } from './review-actions';
import { useKeepAlive } from './use-keep-alive';

export interface LeaseState {
  /** `opening`: the viewer has the item, and the lease is being fetched. */
  phase: 'none' | 'opening' | 'held' | 'idle' | 'lost';
  leaseId: string | null;
  /** By the clock of this browser. */
  endsAtMs: number;
  /** How long it lasted when it was given or renewed. */
  lengthMs: number;
  /** Why there is none, in the server's words; or that the server cannot be reached. */
  message: string | null;
}

const UNREACHABLE = 'The server cannot be reached. What you wrote is kept here; the lease is renewed as soon as it answers.';

/** The viewer's lease on an item. `claim` takes a free item or comes back to an own one; activity keeps it alive. */
export function useLease(itemId: string, isOwn: boolean, actions: Pick<ReviewActions, 'claim' | 'heartbeat'>) {
  const [lease, setLease] = useState<LeaseState>({
    phase: isOwn ? 'opening' : 'none',
    leaseId: null,
    endsAtMs: 0,
    lengthMs: 0,
    message: null,
  });
  // Bound actions are new after each rendering of the server; that is no reason to claim again.
  const server = useRef(actions);
  useEffect(() => {
    server.current = actions;
  });

  const hold = useCallback(
    (grant: LeaseGrant) => {
      handOffLease(itemId, grant);
      setLease({ phase: 'held', leaseId: grant.leaseId, endsAtMs: Date.now() + grant.leftMs, lengthMs: grant.leftMs, message: null });
    },
    [itemId],
  );

  const claim = useCallback(async () => {
    const result = await server.current.claim().catch(() => null);
    if (result?.ok) return hold(result.value);
    setLease((current) => ({ ...current, phase: current.leaseId === null ? 'none' : 'lost', message: result?.message ?? UNREACHABLE }));
  }, [hold]);

  const beat = useCallback(
    async (leaseId: string) => {
      const result = await server.current.heartbeat(leaseId).catch(() => null);
      if (result?.ok) return hold(result.value);
      const isGone = result?.kind === 'conflict' || result?.kind === 'not_found';
      if (isGone) forgetLease(itemId);
      setLease((current) => ({ ...current, phase: isGone ? 'lost' : current.phase, message: result?.message ?? UNREACHABLE }));
    },
    [itemId, hold],
  );

  // Before paint: the item that follows a submit is held from its first frame.
  useLayoutEffect(() => {
    const handed = takeLease(itemId);
    if (handed) return setLease({ phase: 'held', ...handed, lengthMs: handed.endsAtMs - Date.now(), message: null });
    if (!isOwn) return;
    // Not in the effect itself: the router is not ready for actions before the whole page is.
    const timer = setTimeout(() => void claim());
    return () => clearTimeout(timer);
  }, [itemId, isOwn, claim]);

  useKeepAlive(lease, setLease, beat);
  return { lease, claim };
}
