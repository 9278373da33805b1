import { ShieldAlert } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { IncidentFilters } from '@/components/incidents/incident-filters';
import { IncidentTable } from '@/components/incidents/incident-table';
import { OpenIncident } from '@/components/incidents/open-incident';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { requireViewer } from '@/lib/auth/viewer';
import { listIncidents } from '@/lib/data/incidents/incidents';
import { getKeyBindings } from '@/lib/data/people/key-bindings';
import { incidentListSchema } from '@/lib/domain/incident/incident-view';
import { can } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';
import { openIncidentAction } from './incident-actions';

export const metadata: Metadata = { title: 'Incidents' };

interface IncidentsPageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function IncidentsPage({ params, searchParams }: IncidentsPageProps) {
  const { project } = await params;
  const viewer = await requireViewer(project);
  const given = Object.fromEntries(
    Object.entries(await searchParams).filter(([name]) => ['show', 'mine', 'overdue', 'cursor'].includes(name)),
  );
  const query = incidentListSchema.catch({ show: 'active', limit: 50 }).parse(given);
  const { incidents, nextCursor } = await listIncidents(viewer, query);
  const current = query.mine ? 'mine' : query.overdue ? 'overdue' : query.show;
  const isFirst = query.cursor === undefined;
  return (
    <div className="mx-auto grid max-w-7xl grid-cols-[minmax(0,1fr)] gap-4 p-5">
      <PageHeader
        title="Incidents"
        description="What went wrong in more than one run: the runs it touched, what reviewers found in them, and who sees to it."
        actions={
          can(viewer, 'incident.edit') ? (
            <OpenIncident bindings={await getKeyBindings(viewer)} open={openIncidentAction.bind(null, project)} />
          ) : null
        }
      />
      <IncidentFilters current={current} hrefOf={(choice) => paths.incidents(project, choice)} />
      {incidents.length === 0 ? (
        <EmptyState icon={ShieldAlert} title={EMPTY[current] ?? 'No incident here'}>
          Open the run that went wrong and press b: its blast radius shows the runs that share the cause, and puts them before reviewers
          with an incident as the reason. Alarms over drift propose candidates by themselves.
        </EmptyState>
      ) : (
        <IncidentTable project={project} incidents={incidents} />
      )}
      <div className="flex justify-between gap-2">
        {isFirst ? (
          <span />
        ) : (
          <Button asChild>
            <Link href={paths.incidents(project, { show: query.show, mine: query.mine, overdue: query.overdue })}>Back to the newest</Link>
          </Button>
        )}
        {nextCursor === null ? null : (
          <Button asChild>
            <Link href={paths.incidents(project, { show: query.show, mine: query.mine, overdue: query.overdue, cursor: nextCursor })}>
              Older incidents
            </Link>
          </Button>
        )}
      </div>
    </div>
  );
}

const EMPTY: Record<string, string> = {
  active: 'Nothing is wrong that anybody has reported',
  candidates: 'No candidate waits to be confirmed',
  mine: 'You own no incident',
  overdue: 'No incident is past its deadline',
  closed: 'No incident was closed yet',
};
