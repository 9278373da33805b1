import Link from 'next/link';
import { cn } from '@/lib/cn';
import { BLAST_DAYS } from '@/lib/domain/incident/blast-radius';

interface WindowChoiceProps {
  /** Null: all. */
  days: number | null;
  hrefOf: (days: number | null) => string;
}

/** From how long before the run others count. */
export function WindowChoice({ days, hrefOf }: WindowChoiceProps) {
  return (
    <nav aria-label="Time" className="flex flex-wrap items-center gap-1 text-sm">
      {[...BLAST_DAYS, null].map((choice) => (
        <Link
          key={choice}
          href={hrefOf(choice)}
          prefetch={false}
          aria-current={choice === days ? 'true' : undefined}
          className={cn(
            'rounded-md px-2 py-1 text-muted-foreground hover:bg-accent hover:text-foreground',
            choice === days && 'bg-accent font-medium text-foreground',
          )}
        >
          {choice === null ? 'All time' : choice === 1 ? '1 day' : choice === 365 ? '1 year' : `${choice} days`}
        </Link>
      ))}
    </nav>
  );
}
