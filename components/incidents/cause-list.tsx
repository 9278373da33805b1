import Link from 'next/link';
import { OneLine } from '@/components/evidence/one-line';
import { cn } from '@/lib/cn';
import type { BlastCause } from '@/lib/domain/incident/blast-radius';
import { CAUSE_NOUNS, causeSentence } from '@/lib/domain/incident/incident-cause';
import { formatNumber } from '@/lib/format';
import { liftWord } from './lift-words';

interface CauseListProps {
  causes: readonly BlastCause[];
  chosenKey: string | null;
  hrefOf: (key: string) => string;
}

const TONE = { more: 'text-danger', less: 'text-success', unclear: 'text-muted-foreground' } as const;

/** What the run shares with others, the strongest first; j and k move through it. */
export function CauseList({ causes, chosenKey, hrefOf }: CauseListProps) {
  return (
    <ol aria-label="What this run shares with others" className="grid gap-px">
      {causes.map((each) => (
        <li key={each.key}>
          <Link
            href={hrefOf(each.key)}
            data-cause={each.key}
            scroll={false}
            prefetch={false}
            aria-current={each.key === chosenKey ? 'true' : undefined}
            className={cn(
              'grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 rounded-md border border-transparent px-2.5 py-2 hover:bg-muted',
              each.key === chosenKey && 'border-border-strong bg-primary-soft hover:bg-primary-soft',
              each.count === 0 && 'opacity-70',
            )}
          >
            <span className="text-muted-foreground text-xs">
              {capital(CAUSE_NOUNS[each.cause.by])}
              {each.isUsed ? ' · the answer stands on it' : ''}
            </span>
            <span className="tabular text-end text-sm">
              {countWord(each)} <span className="sr-only">other runs</span>
            </span>
            <span className="min-w-0 truncate text-sm">
              <OneLine text={causeSentence(each.cause)} dir="ltr" />
            </span>
            <span
              className={cn('whitespace-nowrap text-end text-xs leading-5', each.lift ? TONE[each.lift.says] : 'text-muted-foreground')}
            >
              {each.count === 0 ? '' : liftWord(each.lift)}
            </span>
            {each.excerpt ? (
              <span className="col-span-2 truncate text-muted-foreground text-xs">
                <OneLine text={each.excerpt} />
              </span>
            ) : null}
          </Link>
        </li>
      ))}
    </ol>
  );
}

export function countWord({ count, isMore }: Pick<BlastCause, 'count' | 'isMore'>): string {
  return `${formatNumber(count)}${isMore ? '+' : ''}`;
}

export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
