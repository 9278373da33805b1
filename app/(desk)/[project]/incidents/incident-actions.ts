'use server';
import { revalidatePath } from 'next/cache';
import type { NewIncidentForm } from '@/components/incidents/open-incident';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { changeIncident, createIncident, noteIncident } from '@/lib/data/incidents/incident-change';
import { queueIncident, undoQueueing } from '@/lib/data/incidents/incident-queueing';
import { listIncidentRuns } from '@/lib/data/incidents/incidents';
import type { IncidentRunRow } from '@/lib/domain/incident/incident-view';
import type { Actor } from '@/lib/domain/policy';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';

export async function openIncidentAction(project: string, form: NewIncidentForm, key: string): Promise<ActionResult<{ href: string }>> {
  return changing(project, async (viewer) => {
    const { incidentId } = await createIncident(viewer, form, key);
    return { href: paths.incident(project, incidentId) };
  });
}

export async function changeIncidentAction(project: string, incidentId: string, change: unknown): Promise<ActionResult<null>> {
  return changing(project, async (viewer) => {
    await changeIncident(viewer, incidentId, change);
    return null;
  });
}

export async function noteIncidentAction(project: string, incidentId: string, note: string, key: string): Promise<ActionResult<null>> {
  return changing(project, async (viewer) => {
    await noteIncident(viewer, incidentId, { note }, key);
    return null;
  });
}

/** The runs that are listed, or those of the incident's own cause. */
export async function queueIncidentAction(project: string, incidentId: string, key: string): Promise<ActionResult<string>> {
  return changing(project, async (viewer) => {
    const { queued, reasonsAdded, state } = await queueIncident(viewer, incidentId, {}, key);
    return state === 'done'
      ? `${formatCount(queued + reasonsAdded, 'run')} put before reviewers.`
      : 'Begun; the worker puts the rest before reviewers.';
  });
}

export async function undoQueueingAction(project: string, incidentId: string, queueingId: string): Promise<ActionResult<string>> {
  return changing(project, async (viewer) => {
    const { undone, state } = await undoQueueing(viewer, incidentId, queueingId);
    return state === 'undone' ? `${formatCount(undone, 'run')} taken out again.` : 'Begun; the worker takes the rest out.';
  });
}

export async function loadIncidentRunsAction(
  project: string,
  incidentId: string,
  cursor: string,
): Promise<ActionResult<{ runs: IncidentRunRow[]; nextCursor: string | null }>> {
  return answerAction(async () => listIncidentRuns(await requireActionViewer(project), incidentId, { cursor, limit: 100 }));
}

async function changing<T>(project: string, act: (viewer: Actor) => Promise<T>): Promise<ActionResult<T>> {
  const result = await answerAction(async () => act(await requireActionViewer(project)));
  if (result.ok) revalidatePath(`/${project}/incidents`, 'layout');
  return result;
}
