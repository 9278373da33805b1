import { CircleAlert, Clock, Eye } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { cn } from '@/lib/cn';
import type { LeaseState } from './use-lease';

interface LeaseBannerProps {
  lease: LeaseState;
  /** Set when the item is decided or somebody else's: then there is nothing to claim. */
  closed: string | null;
  canClaim: boolean;
  onClaim: () => void;
}

/** One line over the panes whenever the lease is not simply running. */
export function LeaseBanner({ lease, closed, canClaim, onClaim }: LeaseBannerProps) {
  const line = lineOf(lease, closed);
  const isUrgent = lease.phase === 'idle' || lease.phase === 'lost' || lease.message !== null;
  const Icon = lease.phase === 'idle' ? Clock : isUrgent ? CircleAlert : Eye;
  return (
    <div aria-live="polite">
      {line ? (
        <div
          className={cn(
            'flex min-h-9 flex-wrap items-center gap-2 border-border border-b px-3 py-1 text-sm',
            isUrgent ? 'bg-warning-soft text-warning' : 'bg-muted text-foreground',
          )}
        >
          <Icon aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 flex-1">
            <bdi>{line}</bdi>
          </span>
          {canClaim && closed === null && (lease.phase === 'none' || lease.phase === 'lost') ? (
            <Button variant="primary" size="sm" onClick={onClaim}>
              {lease.phase === 'lost' ? 'Claim again' : 'Claim this item'}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function lineOf(lease: LeaseState, closed: string | null): string | null {
  if (lease.phase === 'held' || lease.phase === 'opening') return lease.message;
  if (lease.phase === 'idle') return 'Still here? The lease ends soon; any key or movement renews it.';
  if (lease.phase === 'lost') return lease.message ?? 'The lease is over. What you wrote is still here.';
  return closed ?? lease.message ?? 'You are looking. Claim the item to decide it.';
}
