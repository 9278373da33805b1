import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AutomaticSwitch } from '@/components/learning/automatic-switch';
import { FiguresCard } from '@/components/learning/figures-card';
import { HistoryTable } from '@/components/learning/history-table';
import { InForceCard } from '@/components/learning/in-force-card';
import { RefitButton } from '@/components/learning/refit-button';
import { VersionTable } from '@/components/learning/version-table';
import { WeightsTable } from '@/components/learning/weights-table';
import { PageHeader } from '@/components/shell/page-header';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { requireViewer } from '@/lib/auth/viewer';
import { getRiskModel } from '@/lib/data/learning/risk-models';
import { MIN_FOR_HISTORY, MIN_FOR_WEIGHTS } from '@/lib/domain/learning/fit-ranking';
import { can } from '@/lib/domain/policy';
import { activateRefitsAction, activateRiskModelAction, refitRiskAction } from './risk-actions';
import { versionRows } from './version-rows';

export const metadata: Metadata = { title: 'Learning' };

export default async function RiskPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  if (!can(viewer, 'risk.read')) notFound();
  const view = await getRiskModel(viewer);
  const shown = view.model ?? view.versions[0] ?? null;
  const slug = viewer.projectSlug;
  const canEdit = can(viewer, 'risk.edit');
  return (
    <>
      <PageHeader
        title="Learning"
        description="Risk decides which run is reviewed first. It learns from the verdicts of this project: each thing that was learnt is a term that the score shows, and can be taken back."
        actions={canEdit ? <RefitButton refit={refitRiskAction.bind(null, slug)} /> : null}
      />
      <InForceCard view={view} neededForHistory={MIN_FOR_HISTORY.verdicts} neededForWeights={MIN_FOR_WEIGHTS.verdicts} />
      {shown ? (
        <>
          <FiguresCard version={shown.version} body={shown.body} />
          <HistoryTable body={shown.body} />
          {shown.body.weights ? <WeightsTable weights={shown.body.weights} /> : null}
          <Card>
            <CardHeader>
              <CardTitle>Versions</CardTitle>
            </CardHeader>
            <VersionTable
              versions={versionRows(view.versions)}
              inForce={view.inForce?.version ?? 0}
              {...(canEdit ? { activate: activateRiskModelAction.bind(null, slug) } : {})}
            />
          </Card>
        </>
      ) : null}
      <Card>
        <CardContent>
          <AutomaticSwitch
            isOn={view.activatesRefits}
            {...(can(viewer, 'project.edit') ? { change: activateRefitsAction.bind(null, slug) } : {})}
          />
        </CardContent>
      </Card>
    </>
  );
}
