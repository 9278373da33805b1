import { History } from 'lucide-react';
import Link from 'next/link';
import { cn } from '@/lib/cn';
import type { RunReview, RunRevisionMark } from '@/lib/domain/run/run-detail';
import { formatInstant } from '@/lib/format';

interface AsOfMenuProps {
  asOf: string | null;
  revisions: readonly RunRevisionMark[];
  reviews: readonly RunReview[];
  hrefOf: (asOf: string | undefined) => string;
}

/** The moments at which this run changed; choosing one shows it as it stood then. */
export function AsOfMenu({ asOf, revisions, reviews, hrefOf }: AsOfMenuProps) {
  const moments = [
    ...revisions.map(({ seq, createdAt }) => ({ at: createdAt, words: `Revision ${seq} settled` })),
    ...reviews
      .filter(({ verb }) => verb === 'submit' || verb === 'amend')
      .map(({ at, verb, actor }) => ({ at, words: `${verb === 'submit' ? 'Decided' : 'Amended'} by ${actor}` })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <details className="relative">
      <summary
        className={cn(
          'inline-flex h-8 select-none list-none items-center gap-1.5 rounded-md border border-border-strong bg-card px-3 text-sm shadow-raised hover:bg-accent [&::-webkit-details-marker]:hidden',
          asOf && 'border-warning bg-warning-soft text-warning',
        )}
      >
        <History aria-hidden className="size-4" />
        {asOf ? `As of ${formatInstant(asOf)}` : 'As of now'}
      </summary>
      <ul className="absolute end-0 z-30 mt-1 min-w-72 rounded-lg bg-popover p-1 shadow-floating">
        <Moment href={hrefOf(undefined)} isCurrent={asOf === null} words="Now" />
        {moments.map(({ at, words }) => (
          <Moment key={`${at}${words}`} href={hrefOf(at)} isCurrent={asOf === at} words={words} at={at} />
        ))}
      </ul>
    </details>
  );
}

function Moment({ href, isCurrent, words, at }: { href: string; isCurrent: boolean; words: string; at?: string }) {
  return (
    <li>
      <Link
        href={href}
        scroll={false}
        prefetch={false}
        aria-current={isCurrent ? 'true' : undefined}
        className={cn(
          'flex min-h-7 items-center justify-between gap-4 rounded-md px-2 text-sm hover:bg-accent',
          isCurrent && 'font-medium',
        )}
      >
        {words}
        {at ? <span className="tabular whitespace-nowrap text-muted-foreground text-xs">{formatInstant(at)}</span> : null}
      </Link>
    </li>
  );
}
