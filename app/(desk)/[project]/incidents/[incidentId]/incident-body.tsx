import type { ReactNode } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import { IncidentProgress } from '@/components/incidents/incident-progress';
import { IncidentRuns } from '@/components/incidents/incident-runs';
import { IncidentTimeline } from '@/components/incidents/incident-timeline';
import { LearntForm } from '@/components/incidents/learnt-form';
import { NoteForm } from '@/components/incidents/note-form';
import { QueueingList } from '@/components/incidents/queueing-list';
import type { IncidentDetail } from '@/lib/domain/incident/incident-view';
import { type Actor, can } from '@/lib/domain/policy';
import { formatNumber } from '@/lib/format';
import {
  changeIncidentAction,
  loadIncidentRunsAction,
  noteIncidentAction,
  undoQueueingAction,
} from '@/app/(desk)/[project]/incidents/incident-actions';

interface IncidentBodyProps {
  project: string;
  viewer: Actor;
  incident: IncidentDetail;
  names: Record<string, string>;
}

/** Runs and their review on the left, what happened and what was learnt on the right. */
export function IncidentBody({ project, viewer, incident, names }: IncidentBodyProps) {
  const { incidentId, version } = incident;
  const canEdit = can(viewer, 'incident.edit');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_24rem] xl:grid-cols-[minmax(0,1fr)_28rem]">
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-6">
        <Section title="Review">
          <IncidentProgress progress={incident.progress} runCount={incident.runCount} />
          {incident.queueings.length > 0 ? (
            <QueueingList queueings={incident.queueings} undo={canEdit ? undoQueueingAction.bind(null, project, incidentId) : null} />
          ) : null}
        </Section>
        <Section title={`Runs: ${formatNumber(incident.runCount)}`}>
          {incident.runs.length === 0 ? (
            <p className="text-muted-foreground text-sm">
              None yet. Open a run that shows it and press b: its blast radius finds the others.
            </p>
          ) : (
            <IncidentRuns
              key={`${incident.events.length}`}
              project={project}
              runs={incident.runs}
              nextCursor={incident.runsCursor}
              loadMore={loadIncidentRunsAction.bind(null, project, incidentId)}
            />
          )}
        </Section>
      </div>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-6">
        <Section title="What was learnt">
          {canEdit ? (
            <LearntForm
              key={version}
              learnt={incident.learnt}
              version={version}
              change={changeIncidentAction.bind(null, project, incidentId)}
            />
          ) : (
            <p className="text-sm">{incident.learnt ? <PlainText text={incident.learnt} /> : 'Nothing was written down yet.'}</p>
          )}
        </Section>
        <Section title="Timeline">
          {canEdit ? <NoteForm note={noteIncidentAction.bind(null, project, incidentId)} /> : null}
          <IncidentTimeline project={project} events={incident.events} names={names} canReadTrail={can(viewer, 'trail.read')} />
        </Section>
      </div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3">
      <h2 className="font-semibold text-sm">{title}</h2>
      {children}
    </section>
  );
}
