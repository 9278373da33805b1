import { type Dispatch, type SetStateAction, useEffect, useRef } from 'react';
import type { LeaseState } from './use-lease';

/** Looked at this often; a heartbeat goes out when somebody was active since the last one. Short leases are looked at more often. */
const TICK_MS = 15_000;
const BEAT_MS = 60_000;
/** Without activity the reviewer is asked this long before the lease ends. */
const WARN_MS = 150_000;
/** At most these shares of the lease, so that a lease of a minute is kept alive as well. */
const TICK_SHARE = 1 / 20;
const BEAT_SHARE = 1 / 5;
const WARN_SHARE = 1 / 4;
/** After the warning the first movement renews; more of them within this time ask no more. */
const RENEW_MS = 5000;

const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const RUN_OUT = 'The lease has run out. What you wrote is still here; claim the item again to go on.';

/** Renews a running lease about once a minute while somebody works, warns before it ends in silence, and says when it has. */
export function useKeepAlive(
  lease: LeaseState,
  setLease: Dispatch<SetStateAction<LeaseState>>,
  beat: (leaseId: string) => Promise<void>,
): void {
  const lastActive = useRef(0);
  const lastBeat = useRef(0);
  const { phase, leaseId, endsAtMs, lengthMs } = lease;
  useEffect(() => {
    if ((phase !== 'held' && phase !== 'idle') || leaseId === null) return;
    const renew = () => {
      lastBeat.current = Date.now();
      void beat(leaseId);
    };
    const look = () => {
      const leftMs = endsAtMs - Date.now();
      const isDue = lastActive.current > lastBeat.current && Date.now() - lastBeat.current > Math.min(BEAT_MS, lengthMs * BEAT_SHARE);
      if (leftMs <= 0) setLease((current) => ({ ...current, phase: 'lost', message: RUN_OUT }));
      // The very first one also finds out whether a lease that this tab remembers still stands.
      else if (isDue || lastBeat.current === 0) renew();
      else if (leftMs < Math.min(WARN_MS, lengthMs * WARN_SHARE))
        setLease((current) => (current.phase === 'held' ? { ...current, phase: 'idle' } : current));
    };
    const onActivity = () => {
      lastActive.current = Date.now();
      if (phase === 'idle' && Date.now() - lastBeat.current > RENEW_MS) renew();
    };
    const timer = setInterval(look, Math.min(TICK_MS, Math.max(1000, lengthMs * TICK_SHARE)));
    for (const name of ACTIVITY) document.addEventListener(name, onActivity, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of ACTIVITY) document.removeEventListener(name, onActivity);
    };
  }, [phase, leaseId, endsAtMs, lengthMs, setLease, beat]);
}
