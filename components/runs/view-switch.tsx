import Link from 'next/link';
import { cn } from '@/lib/cn';

interface ViewSwitchProps {
  view: 'original' | 'effective';
  hrefOf: (view: 'original' | 'effective') => string;
  /** Whether reviewers changed anything. */
  isChanged: boolean;
}

const WORDS = { original: 'Original', effective: 'Effective' } as const;

/** Which output is shown: as the model gave it, or with the corrections of reviewers. */
export function ViewSwitch({ view, hrefOf, isChanged }: ViewSwitchProps) {
  return (
    <nav aria-label="Output" className="inline-flex rounded-md border border-border-strong bg-card p-0.5 shadow-raised">
      {(['original', 'effective'] as const).map((each) => (
        <Link
          key={each}
          href={hrefOf(each)}
          scroll={false}
          aria-current={view === each ? 'true' : undefined}
          title={
            each === 'original'
              ? 'As the model gave it'
              : isChanged
                ? 'With the corrections of reviewers'
                : 'Nobody corrected it: the same as the original'
          }
          className={cn(
            'inline-flex h-6.5 items-center gap-1.5 rounded-sm px-2.5 text-sm',
            view === each ? 'bg-accent font-medium' : 'text-muted-foreground hover:text-foreground',
          )}
        >
          {WORDS[each]}
          {each === 'effective' && isChanged ? <span className="size-1.5 rounded-full bg-info" title="differs from the original" /> : null}
        </Link>
      ))}
    </nav>
  );
}
