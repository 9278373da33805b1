// From the blast radius of a run straight to reviewers: opens an incident or joins one, and queues the runs of the cause.
import 'server-only';
import type { QueueingView } from '@/lib/domain/incident/incident-view';
import type { QueueingDraftBody } from '@/lib/domain/incident/queueing-draft';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import { lockIncident, openedBy, requireRuns } from '@/lib/data/incidents/incident-change';
import { openIncident } from '@/lib/data/incidents/incident-open';
import { getQueueing, startQueueing } from '@/lib/data/incidents/incident-queueing';
import { onceByKey } from '@/lib/data/once-by-key';
import { workOnQueueing } from '@/lib/data/incidents/queueing-work';
import { redactValue } from '@/lib/data/privacy/redactor';

const PAGES_AT_ONCE = 3;

/** One transaction for incident and queueing. The run that was looked at is listed as what showed it. A repeated key does nothing twice. */
export async function queueCause(
  actor: Actor,
  runId: string,
  draft: QueueingDraftBody,
  key: string,
): Promise<{ incidentId: string; queueing: QueueingView }> {
  if (!can(actor, 'incident.edit')) throw forbidden('queue runs');
  const { projectId } = actor;
  const title = await redactValue(projectId, 'title', draft.title.trim());
  const { cause, share, queue, severity } = draft;
  const made = await withProject(projectId, (tx) =>
    onceByKey(tx, actor, key, `runs/${runId}/blast`, draft, async () => {
      await requireRuns(tx, projectId, [runId]);
      const runs = [{ runId, why: 'Looked at when the incident was opened' }];
      const incidentId =
        draft.incidentId ??
        (
          await openIncident(
            tx,
            projectId,
            { title, severity, cause, createdBy: openedBy(actor), ownerId: actor.userId ?? undefined, runs },
            'open',
          )
        ).incidentId;
      const row = await lockIncident(tx, projectId, incidentId);
      const from = draft.from === null ? null : new Date(draft.from);
      return { incidentId, ...(await startQueueing(tx, actor, row, { cause, queue, share, from })) };
    }),
  );
  await workOnQueueing(projectId, made.queueingId, PAGES_AT_ONCE);
  return { incidentId: made.incidentId, queueing: await getQueueing(projectId, made.incidentId, made.queueingId) };
}
