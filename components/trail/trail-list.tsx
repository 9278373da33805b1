import { ShieldAlert, ShieldCheck, Clock } from 'lucide-react';
import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import type { TrailEntryView } from '@/lib/domain/trail/trail-entry-view';
import { formatInstant } from '@/lib/format';
import { subjectWords, trailWords } from './trail-words';

interface TrailListProps {
  entries: readonly TrailEntryView[];
  selected: string | null;
  hrefOf: (index: string) => string;
}

/** Entries as a list: what happened, who did it, to which run, and whether it is signed yet. */
export function TrailList({ entries, selected, hrefOf }: TrailListProps) {
  return (
    <ol aria-label="Entries" className="divide-y divide-border">
      {entries.map((entry) => {
        const index = String(entry.index);
        return (
          <li key={index}>
            <Link
              href={hrefOf(index)}
              scroll={false}
              prefetch={false}
              aria-current={index === selected ? 'true' : undefined}
              className={cn(
                'grid grid-cols-[3.5rem_minmax(0,1fr)_auto] items-center max-sm:grid-cols-[2.5rem_minmax(0,1fr)] gap-x-3 px-4 py-1.5 outline-offset-[-2px] hover:bg-muted',
                index === selected && 'bg-primary-soft hover:bg-primary-soft',
              )}
            >
              <span className="tabular text-end font-mono text-muted-foreground text-xs">{index}</span>
              <span className="min-w-0">
                <span className="block truncate text-sm">
                  <span className="font-medium">{trailWords(entry.type)}</span>
                  <span className="text-muted-foreground"> by </span>
                  <PlainText
                    text={entry.actorName ?? (entry.actorId === null ? 'Countersign' : entry.actorId)}
                    className="whitespace-nowrap"
                  />
                </span>
                <span className="block truncate text-muted-foreground text-xs">
                  <PlainText text={subjectWords(entry)} className="whitespace-nowrap" />
                </span>
              </span>
              <span className="flex items-center gap-2 text-muted-foreground text-xs max-sm:col-start-2">
                <time dateTime={entry.at} className="tabular whitespace-nowrap">
                  {formatInstant(entry.at)}
                </time>
                <SignedMark entry={entry} />
              </span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

export function SignedMark({ entry: { isIntact, isSigned } }: { entry: Pick<TrailEntryView, 'isIntact' | 'isSigned'> }) {
  const [Icon, words, tone] = !isIntact
    ? ([ShieldAlert, 'Its text was changed', 'text-danger'] as const)
    : isSigned
      ? ([ShieldCheck, 'Covered by a signed checkpoint', 'text-success'] as const)
      : ([Clock, 'Not signed yet', 'text-muted-foreground'] as const);
  return (
    <span title={words} className={cn('inline-flex', tone)}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{words}</span>
    </span>
  );
}
