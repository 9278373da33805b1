import { cn } from '@/lib/cn';
import type { EvidenceState } from '@/lib/domain/evidence';
import { STATE_LOOKS } from './evidence-state';

interface StateBadgeProps {
  state: EvidenceState;
  /** How many claims have it, for summaries. */
  count?: number;
  className?: string;
}

export function StateBadge({ state, count, className }: StateBadgeProps) {
  const { word, meaning, icon: Icon, text, soft } = STATE_LOOKS[state];
  return (
    <span
      title={count === undefined ? `This claim ${meaning}` : `${count} × ${word}: ${meaning}`}
      className={cn(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs',
        text,
        soft,
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {count === undefined ? null : <span className="tabular">{count}</span>}
      {word}
    </span>
  );
}
