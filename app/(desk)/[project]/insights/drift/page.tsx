import { Activity } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AlarmList } from '@/components/drift/alarm-list';
import { DimensionCard } from '@/components/drift/dimension-card';
import { DriftControls } from '@/components/drift/drift-controls';
import { DriftSettingsForm } from '@/components/drift/drift-settings-form';
import { HowItIsTested } from '@/components/drift/how-it-is-tested';
import { MovedList } from '@/components/drift/moved-list';
import { PageHeader } from '@/components/shell/page-header';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import { requireViewer } from '@/lib/auth/viewer';
import { getDrift } from '@/lib/data/insights/drift';
import { can } from '@/lib/domain/policy';
import { readDriftQuery } from '@/lib/domain/drift/drift-view';
import { paths } from '@/lib/paths';
import { decideAlarmAction, saveDriftSettingsAction } from './drift-actions';

export const metadata: Metadata = { title: 'Drift' };

interface DriftPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function DriftPage({ params, searchParams }: DriftPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  if (!can(viewer, 'run.read')) notFound();
  const { query, problems } = readDriftQuery(await searchParams);
  const view = await getDrift(viewer, query);
  const canEdit = can(viewer, 'drift.edit');
  return (
    <>
      <PageHeader
        title="Drift"
        description="Schemas may pass while behaviour changes. Each distribution of one window of days is held against another window, and called moved only when it differs by more than its days differ by themselves."
      />
      <DriftControls action={paths.insight(project, 'drift')} view={view} />
      {problems.length > 0 ? (
        <p role="status" className="text-warning text-sm">
          Left out, because it cannot be read: {problems.join(', ')}.
        </p>
      ) : null}
      {view.isFilling ? (
        <p role="status" className="text-info text-sm">
          Runs from before are still being counted; what is shown is not yet all of them.
        </p>
      ) : null}
      <AlarmList project={project} alarms={view.alarms} {...(canEdit ? { decide: decideAlarmAction.bind(null, project) } : {})} />
      {view.comparisons.length === 0 ? (
        <EmptyState icon={Activity} title="Nothing to hold against each other" className="rounded-lg border border-border">
          {view.days.length === 0
            ? 'No checked run was counted on these days. Runs are counted within a minute of their checking, on the UTC day of their start.'
            : 'Runs were counted on one side only. Choose a reference that has runs as well.'}
        </EmptyState>
      ) : (
        <>
          <MovedList project={project} view={view} />
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-2 2xl:grid-cols-3">
            {view.comparisons.map((judged) => (
              <DimensionCard key={judged.comparison.dimension} project={project} view={view} judged={judged} />
            ))}
          </div>
          <HowItIsTested settings={view.settings} countedAt={view.countedAt} testedDay={view.testedDay} />
        </>
      )}
      {canEdit ? (
        <Disclosure title="Alarm settings" className="print:hidden">
          <DriftSettingsForm settings={view.settings} hasSecret={view.hasSecret} save={saveDriftSettingsAction.bind(null, project)} />
        </Disclosure>
      ) : null}
    </>
  );
}
