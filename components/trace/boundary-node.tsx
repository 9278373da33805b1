import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import type { Boundary } from '@/lib/domain/trace-boundary';
import { formatCostUsd, formatDurationMs } from '@/lib/format';
import { BOUNDARY_ICONS, STATUS_LOOKS } from './boundary-look';

interface BoundaryNodeProps {
  boundary: Boundary;
  href: string;
  isSelected: boolean;
  /** The first that failed. */
  isFailure: boolean;
  isFirstSign: boolean;
}

export function BoundaryNode({ boundary, href, isSelected, isFailure, isFirstSign }: BoundaryNodeProps) {
  const { id, title, status, summary, durationMs, costUsd } = boundary;
  const { icon: StatusIcon, word, text, bar, soft } = STATUS_LOOKS[status];
  const Icon = BOUNDARY_ICONS[id];
  const isAbsent = status === 'absent';
  const measures = [durationMs === null ? null : formatDurationMs(durationMs), costUsd ? formatCostUsd(costUsd) : null]
    .filter(Boolean)
    .join(' · ');
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={isSelected ? 'true' : undefined}
      title={isAbsent ? `${title}: ${summary}` : `${title} ${word}: ${summary}`}
      className={cn(
        'relative flex h-24 flex-col gap-0.5 px-2 pt-2.5 pb-1.5 outline-offset-[-2px] hover:bg-muted',
        isSelected && soft,
        isSelected && 'hover:bg-accent',
      )}
    >
      <span aria-hidden className={cn('absolute inset-x-0 top-0 h-[3px]', bar, isAbsent && 'opacity-40')} />
      <span className={cn('flex items-center gap-1 font-medium text-xs', isAbsent && 'text-muted-foreground')}>
        <Icon aria-hidden className="hidden size-3.5 shrink-0 text-muted-foreground min-[1400px]:block" />
        <span className="min-w-0 flex-1 truncate">{title}</span>
        {isAbsent ? null : <StatusIcon aria-hidden className={cn('size-3.5 shrink-0', text)} />}
        <span className="sr-only">{word}</span>
      </span>
      <span className="line-clamp-2 break-words text-2xs text-muted-foreground">
        <PlainText text={summary} className="whitespace-normal" />
      </span>
      <span className="mt-auto flex items-center gap-1 text-2xs text-muted-foreground">
        {isFailure ? (
          <span className="shrink-0 whitespace-nowrap rounded-sm bg-danger-fill px-1 font-medium text-danger-fill-foreground">
            failed here
          </span>
        ) : isFirstSign ? (
          <span className="shrink-0 whitespace-nowrap rounded-sm bg-warning-soft px-1 font-medium text-warning">first sign</span>
        ) : null}
        <span className="tabular min-w-0 truncate">{measures}</span>
      </span>
    </Link>
  );
}
