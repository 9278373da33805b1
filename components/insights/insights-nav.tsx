'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { TAB_CLASSES } from '@/components/ui/tabs';
import { paths } from '@/lib/paths';

export interface InsightTab {
  slug: string;
  label: string;
}

interface InsightsNavProps {
  project: string;
  tabs: readonly InsightTab[];
}

/** One tab for each room of Insights. */
export function InsightsNav({ project, tabs }: InsightsNavProps) {
  const pathname = usePathname();
  return (
    <nav aria-label="Insights" className="thin-scroll flex gap-1 overflow-x-auto border-border border-b print:hidden">
      {tabs.map(({ slug, label }) => {
        const href = paths.insight(project, slug);
        const isCurrent = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <Link key={slug} href={href} aria-current={isCurrent ? 'page' : undefined} className={TAB_CLASSES}>
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
