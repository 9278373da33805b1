import { Group } from 'lucide-react';
import type { Metadata } from 'next';
import { PatternFilters } from '@/components/insights/pattern-filters';
import { PatternTable } from '@/components/insights/pattern-table';
import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { requireViewer } from '@/lib/auth/viewer';
import { listPatterns } from '@/lib/data/insights/patterns';
import { patternQuerySchema } from '@/lib/domain/pattern/pattern-query';
import { PATTERN_DAYS } from '@/lib/domain/pattern/pattern-view';
import { formatCount, formatNumber, formatPercent } from '@/lib/format';

export const metadata: Metadata = { title: 'Failure patterns' };

interface PatternsPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PatternsPage({ params, searchParams }: PatternsPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  const asked = patternQuerySchema.safeParse(await searchParams);
  const query = asked.success ? asked.data : patternQuerySchema.parse({});
  const { groups, checkedRuns, failingRuns, groupCount, mutedCount, trendCounts, countedAt } = await listPatterns(viewer, query);
  const share = checkedRuns === 0 ? '' : ` (${formatPercent(failingRuns / checkedRuns, 1)})`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHeader
        title="Failure patterns"
        description={`Runs in which something is wrong, grouped by what fails and where, and within that by the words of the error, the field and the source. In the last ${PATTERN_DAYS} days: ${formatNumber(failingRuns)} of ${formatCount(checkedRuns, 'checked run')}${share}, in ${formatCount(groupCount, 'group')}.`}
      />
      {groupCount === 0 ? (
        <EmptyState icon={Group} title={checkedRuns === 0 ? 'No checked run in this time' : 'Nothing wrong in this time'}>
          {checkedRuns === 0
            ? 'Patterns appear within a minute or two after runs were checked. Runs from before patterns were kept are read in the background.'
            : `None of the ${formatCount(checkedRuns, 'checked run')} has a finding of medium or high severity.`}
        </EmptyState>
      ) : (
        <>
          <PatternFilters project={project} query={query} counts={trendCounts} mutedCount={mutedCount} />
          {groups.length === 0 ? (
            <EmptyState title="None is so">Take another filter above; muted ones are left out unless they are asked for.</EmptyState>
          ) : (
            <PatternTable project={project} groups={groups} />
          )}
          <p className="text-muted-foreground text-xs">
            Intervals are of 95 %. Growing and shrinking are called where the change of the share is beyond chance, adjusted for the number
            of groups looked at (Benjamini and Hochberg, at most 5 % of calls are none). The typical run is the one that has most in common
            with the newest of its pattern.{' '}
            {countedAt ? (
              <>
                Counted <RelativeTime at={countedAt} />.
              </>
            ) : null}
          </p>
        </>
      )}
    </div>
  );
}
