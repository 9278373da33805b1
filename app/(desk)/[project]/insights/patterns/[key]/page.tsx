import { ChevronLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { savePatternAction } from '@/app/(desk)/[project]/insights/patterns/pattern-actions';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { PatternDetailView } from '@/components/insights/pattern-detail-view';
import { PatternForm } from '@/components/insights/pattern-form';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { DETAIL_DAYS, getPattern } from '@/lib/data/insights/pattern-detail';
import { can } from '@/lib/domain/policy';
import { formatCount, formatDay, formatPercent } from '@/lib/format';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Failure pattern' };

export default async function PatternPage({ params }: { params: Promise<{ project: string; key: string }> }) {
  const { project, key } = await params;
  const viewer = await requireViewer(project);
  const detail = await orNotFound(getPattern(viewer, decodeURIComponent(key)));
  const { share, runs, checkedRuns, firstSeenAt, lastSeenAt } = detail;
  const part = share
    ? ` (${formatPercent(share.share, 1)}, 95 % interval ${formatPercent(share.low, 1)} to ${formatPercent(share.high, 1)})`
    : '';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title={<bdi>{detail.setting?.name || detail.title}</bdi>}
        description={`${formatCount(runs, 'run')} of ${formatCount(checkedRuns, 'checked run')}${part} in the last ${DETAIL_DAYS} days. Seen first on ${formatDay(firstSeenAt)}, last on ${formatDay(lastSeenAt)}.`}
        actions={
          <Link
            href={detail.group ? paths.pattern(project, detail.group.key) : paths.insight(project, 'patterns')}
            className="inline-flex min-h-6 items-center gap-0.5 text-muted-foreground hover:text-foreground"
          >
            <ChevronLeft aria-hidden className="size-4" /> {detail.group ? <bdi>{detail.group.title}</bdi> : 'All patterns'}
          </Link>
        }
      />
      <PatternDetailView
        project={project}
        detail={detail}
        today={new Date().toISOString().slice(0, 10)}
        form={
          can(viewer, 'pattern.edit') ? (
            <PatternForm
              key={detail.setting?.version ?? 0}
              setting={detail.setting}
              save={savePatternAction.bind(null, project, detail.key)}
            />
          ) : null
        }
      />
    </div>
  );
}
