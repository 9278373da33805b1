import Link from 'next/link';
import { TAB_CLASSES } from '@/components/ui/tabs';
import type { RunTab } from './run-page-query';

interface RunTabsProps {
  current: RunTab;
  counts: Record<RunTab, number | null>;
  hrefOf: (tab: RunTab) => string;
}

const WORDS: Record<RunTab, string> = {
  steps: 'Steps',
  evidence: 'Claims and evidence',
  context: 'Context',
  reviews: 'Reviews',
  raw: 'Raw',
};

export function RunTabs({ current, counts, hrefOf }: RunTabsProps) {
  return (
    <nav aria-label="Parts of the run" className="thin-scroll flex gap-1 overflow-x-auto border-border border-b">
      {(Object.keys(WORDS) as RunTab[]).map((tab) => (
        <Link
          key={tab}
          href={hrefOf(tab)}
          scroll={false}
          prefetch={false}
          aria-current={tab === current ? 'page' : undefined}
          className={TAB_CLASSES}
        >
          {WORDS[tab]}
          {counts[tab] === null ? null : (
            <span className="tabular rounded-sm bg-muted px-1 text-muted-foreground text-xs">{counts[tab]}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
