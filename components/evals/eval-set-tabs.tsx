import Link from 'next/link';
import { TAB_CLASSES } from '@/components/ui/tabs';
import type { EvalSetSummary } from '@/lib/domain/eval/eval-set';
import { paths } from '@/lib/paths';
import type { EvalSetQuery } from './eval-set-query';

interface EvalSetTabsProps {
  project: string;
  set: string;
  show: EvalSetQuery['show'];
  version: number | undefined;
  summary: EvalSetSummary | undefined;
  versionCount: number;
}

export function EvalSetTabs({ project, set, show, version, summary, versionCount }: EvalSetTabsProps) {
  const tabs: [EvalSetQuery['show'], string, number | null][] = [
    ['candidate', 'Candidates', summary?.candidates ?? 0],
    ['approved', 'Approved', summary?.approved ?? 0],
    ['rejected', 'Rejected', summary?.rejected ?? 0],
    ['all', 'All', null],
    ['versions', 'Versions', versionCount],
  ];
  return (
    <nav aria-label="Cases" className="thin-scroll flex gap-1 overflow-x-auto border-border border-b">
      {tabs.map(([tab, words, count]) => (
        <Link
          key={tab}
          href={paths.evalSet(project, set, { show: tab })}
          aria-current={version === undefined && tab === show ? 'page' : undefined}
          className={TAB_CLASSES}
        >
          {words}
          {count === null ? null : <span className="tabular rounded-sm bg-muted px-1 text-muted-foreground text-xs">{count}</span>}
        </Link>
      ))}
      {version === undefined ? null : (
        <Link href={paths.evalSet(project, set, { show: 'versions', version })} aria-current="page" className={TAB_CLASSES}>
          Version {version}
        </Link>
      )}
    </nav>
  );
}
