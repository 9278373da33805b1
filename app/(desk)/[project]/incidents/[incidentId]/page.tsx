import type { Metadata } from 'next';
import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { ExportMenu } from '@/components/incidents/export-menu';
import { IncidentFacts } from '@/components/incidents/incident-facts';
import { StatusBadge } from '@/components/incidents/incident-marks';
import { QueueListed } from '@/components/incidents/queue-listed';
import { StatusForm } from '@/components/incidents/status-form';
import { RelativeTime } from '@/components/ui/relative-time';
import { requireViewer } from '@/lib/auth/viewer';
import { getIncident } from '@/lib/data/incidents/incidents';
import { getKeyBindings } from '@/lib/data/people/key-bindings';
import { isClosed } from '@/lib/domain/incident/incident';
import { CAUSE_NOUNS, causeSentence } from '@/lib/domain/incident/incident-cause';
import { can } from '@/lib/domain/policy';
import { DOSSIER_RUNS } from '@/lib/domain/incident/dossier';
import { paths } from '@/lib/paths';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { changeIncidentAction, queueIncidentAction } from '@/app/(desk)/[project]/incidents/incident-actions';
import { IncidentBody } from './incident-body';
import { listIncidentPeople } from '@/lib/data/incidents/incident-people';

interface IncidentPageProps {
  params: Promise<{ project: string; incidentId: string }>;
}

export const metadata: Metadata = { title: 'Incident' };

export default async function IncidentPage({ params }: IncidentPageProps) {
  const { project, incidentId } = await params;
  const viewer = await requireViewer(project);
  const incident = await orNotFound(getIncident(viewer, incidentId));
  const bindings = await getKeyBindings(viewer);
  const change = can(viewer, 'incident.edit') ? changeIncidentAction.bind(null, project, incidentId) : null;
  const { owners, names } = await listIncidentPeople(viewer, incident);
  const hrefs = {
    html: paths.dossier(project, incidentId, 'html'),
    pdf: paths.dossier(project, incidentId, 'pdf'),
    json: paths.dossier(project, incidentId, 'json'),
    ...(incident.runCount > DOSSIER_RUNS ? { runs: paths.dossierRuns(project, incidentId) } : {}),
  };
  return (
    <div className="mx-auto grid max-w-[96rem] grid-cols-[minmax(0,1fr)] gap-5 p-5">
      <header className="grid gap-4">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="grid min-w-0 gap-1">
            <p className="text-muted-foreground text-xs">
              <Link href={paths.incidents(project)} className="hover:text-link hover:underline">
                Incidents
              </Link>
            </p>
            <h1 className="flex flex-wrap items-center gap-2 wrap-anywhere font-semibold text-lg">
              <PlainText text={incident.title} />
              <StatusBadge status={incident.status} />
            </h1>
            <p className="text-muted-foreground text-sm">
              {CAUSE_NOUNS[incident.cause.by].slice(0, 1).toUpperCase() + CAUSE_NOUNS[incident.cause.by].slice(1)}:{' '}
              <PlainText text={causeSentence(incident.cause)} dir="ltr" /> · opened <RelativeTime at={incident.createdAt} /> by{' '}
              <PlainText text={incident.createdBy.name} />
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {change ? <StatusForm status={incident.status} version={incident.version} change={change} /> : null}
            {change && !isClosed(incident.status) ? (
              <QueueListed bindings={bindings} queue={queueIncidentAction.bind(null, project, incidentId)} />
            ) : null}
            {can(viewer, 'incident.export') ? <ExportMenu bindings={bindings} hrefs={hrefs} /> : null}
          </div>
        </div>
        <IncidentFacts key={incident.version} incident={incident} change={change} people={owners} />
      </header>
      <IncidentBody project={project} viewer={viewer} incident={incident} names={names} />
    </div>
  );
}
