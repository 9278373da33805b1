import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { forgetLease, handOffLease, takeLease } from './lease-handoff';
import type { LeaseGrant, ReviewActions } from './review-actions';

export interface LeaseState {
  /** `opening`: the viewer has the item, and the lease is being fetched. */
  phase: 'none' | 'opening' | 'held' | 'idle' | 'lost';
  leaseId: string | null;
  /** By the clock of this browser. */
  endsAtMs: number;
  /** Why there is none, in the server's words; or that the server cannot be reached. */
  message: string | null;
}

const NONE: LeaseState = { phase: 'none', leaseId: null, endsAtMs: 0, message: null };
/** Looked at this often; a heartbeat goes out when somebody was active since the last one. */
const TICK_MS = 15_000;
const BEAT_MS = 60_000;
/** Without activity the reviewer is asked this long before the lease ends. */
const WARN_MS = 150_000;

/**
 * Keeps the lease of an item alive while somebody works on it: activity renews it about once a minute, silence lets it run out
 * after a warning. `claim` takes a free item or comes back to an own one.
 */
export function useLease(itemId: string, isOwn: boolean, actions: Pick<ReviewActions, 'claim' | 'heartbeat'>) {
  const [lease, setLease] = useState<LeaseState>({ ...NONE, phase: isOwn ? 'opening' : 'none' });
  const lastActive = useRef(0);
  const lastBeat = useRef(0);
  // Bound actions are new after each rendering of the server; that is no reason to claim again.
  const server = useRef(actions);
  useEffect(() => {
    server.current = actions;
  });

  const hold = useCallback(
    (grant: LeaseGrant) => {
      lastBeat.current = Date.now();
      handOffLease(itemId, grant);
      setLease({ phase: 'held', leaseId: grant.leaseId, endsAtMs: Date.now() + grant.leftMs, message: null });
    },
    [itemId],
  );

  const claim = useCallback(async () => {
    const result = await server.current.claim().catch(() => null);
    if (result?.ok) hold(result.value);
    else setLease((current) => ({ ...current, phase: current.phase === 'held' || current.phase === 'idle' || current.phase === 'lost' ? 'lost' : 'none', message: result?.message ?? UNREACHABLE }));
    return result?.ok === true;
  }, [hold]);

  // Before paint: the item that follows a submit is held from its first frame.
  useLayoutEffect(() => {
    const handed = takeLease(itemId);
    if (handed) {
      lastBeat.current = Date.now();
      setLease({ phase: 'held', ...handed, message: null });
    } else if (isOwn) void claim();
    // Only on arrival: later changes come through the lease itself.
  }, [itemId, isOwn, claim]);

  useEffect(() => {
    if (lease.phase !== 'held' && lease.phase !== 'idle') return;
    const { leaseId, endsAtMs, phase } = lease;
    const beat = async () => {
      lastBeat.current = Date.now();
      const result = await server.current.heartbeat(leaseId ?? '').catch(() => null);
      if (result?.ok) hold(result.value);
      else if (result?.kind === 'conflict' || result?.kind === 'not_found') {
        forgetLease(itemId);
        setLease((current) => ({ ...current, phase: 'lost', message: result.message }));
      } else setLease((current) => ({ ...current, message: result?.message ?? UNREACHABLE }));
    };
    const look = () => {
      const leftMs = endsAtMs - Date.now();
      if (leftMs <= 0) setLease((current) => ({ ...current, phase: 'lost', message: 'The lease has run out. What you wrote is still here; claim the item again to go on.' }));
      else if (lastActive.current > lastBeat.current && Date.now() - lastBeat.current > BEAT_MS) void beat();
      else if (leftMs < WARN_MS && phase === 'held') setLease((current) => ({ ...current, phase: 'idle' }));
    };
    const onActivity = () => {
      lastActive.current = Date.now();
      if (phase === 'idle' && Date.now() - lastBeat.current > 5000) void beat();
    };
    const timer = setInterval(look, TICK_MS);
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
    for (const name of events) document.addEventListener(name, onActivity, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of events) document.removeEventListener(name, onActivity);
    };
  }, [lease, itemId, hold]);

  return { lease, claim };
}

const UNREACHABLE = 'The server cannot be reached. What you wrote is kept here; the lease is renewed as soon as it answers.';
