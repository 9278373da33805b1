import Link from 'next/link';
import { TAB_CLASSES } from '@/components/ui/tabs';
import { formatCompact } from '@/lib/format';
import { paths } from '@/lib/paths';
import type { QueueSummary } from '@/lib/domain/queue';

interface QueueTabsProps {
  project: string;
  tabs: readonly QueueSummary[];
  current: string;
}

/** One tab a queue, with how many items wait in it. */
export function QueueTabs({ project, tabs, current }: QueueTabsProps) {
  return (
    <nav aria-label="Queues" className="thin-scroll flex min-w-0 items-center gap-1 overflow-x-auto">
      {tabs.map((tab) => (
        <Link
          key={tab.name}
          href={paths.queue(project, { queue: tab.name })}
          aria-current={tab.name === current ? 'page' : undefined}
          title={tab.description}
          className={TAB_CLASSES}
        >
          {tab.title}
          <span className="tabular rounded-sm bg-muted px-1 text-muted-foreground text-xs">
            {formatCompact(tab.counts.waiting + tab.counts.leased)}
            <span className="sr-only"> open</span>
          </span>
          {tab.counts.escalated > 0 ? (
            <span title={`${tab.counts.escalated} escalated`} className="tabular rounded-sm bg-warning-soft px-1 text-warning text-xs">
              {formatCompact(tab.counts.escalated)}
              <span className="sr-only"> escalated</span>
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
