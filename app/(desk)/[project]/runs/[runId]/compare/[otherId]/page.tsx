import type { Metadata } from 'next';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { ComparedSides } from '@/components/diff/compared-sides';
import { RunDifference } from '@/components/diff/run-difference';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { getComparison } from '@/lib/data/run-compare';
import { traceMap } from '@/lib/domain/trace-map';

export const metadata: Metadata = { title: 'Compare runs' };

interface ComparePageProps {
  params: Promise<{ project: string; runId: string; otherId: string }>;
}

export default async function ComparePage({ params }: ComparePageProps) {
  const { project, runId, otherId } = await params;
  const viewer = await requireViewer(project);
  const { left, right, comparison } = await orNotFound(getComparison(viewer, decodeURIComponent(runId), decodeURIComponent(otherId)));
  return (
    <div className="mx-auto grid max-w-[100rem] gap-4 px-4 py-3">
      <PageHeader
        title="Two runs side by side"
        description="What was given, what happened and what came out, aligned; only what differs is shown at first."
      />
      <ComparedSides project={project} left={{ run: left, map: traceMap(left) }} right={{ run: right, map: traceMap(right) }} />
      <RunDifference comparison={comparison} />
    </div>
  );
}
