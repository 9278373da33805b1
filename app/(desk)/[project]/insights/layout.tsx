import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { InsightsNav } from '@/components/insights/insights-nav';
import { requireViewer } from '@/lib/auth/viewer';
import { can } from '@/lib/domain/policy';
import { INSIGHT_TABS } from './insight-tabs';

export default async function InsightsLayout({ params, children }: { params: Promise<{ project: string }>; children: ReactNode }) {
  const viewer = await requireViewer((await params).project);
  if (!can(viewer, 'run.read')) notFound();
  return (
    <div className="mx-auto grid w-full max-w-7xl grid-cols-[minmax(0,1fr)] content-start gap-4 px-5 pt-3 pb-10">
      <InsightsNav project={viewer.projectSlug} tabs={INSIGHT_TABS} />
      {children}
    </div>
  );
}
