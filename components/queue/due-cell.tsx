'use client';
import { RelativeTime } from '@/components/ui/relative-time';
import { useIsPast } from './use-is-past';

/** When an item is due; overdue is said, not only coloured. */
export function DueCell({ at, isOpen }: { at: string | null; isOpen: boolean }) {
  const isPast = useIsPast(at) && isOpen;
  if (at === null) return <span className="text-muted-foreground">–</span>;
  return (
    <span className={isPast ? 'font-medium text-danger' : undefined}>
      {isPast ? <span className="sr-only">Overdue since </span> : null}
      <RelativeTime at={at} />
    </span>
  );
}
