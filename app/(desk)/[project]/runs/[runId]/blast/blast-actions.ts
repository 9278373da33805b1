'use server';
import { revalidatePath } from 'next/cache';
import type { QueueingDraft } from '@/components/incidents/blast-actions';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { previewQueueing } from '@/lib/data/incidents/incident-queueing';
import { queueCause } from '@/lib/data/queues/queue-cause';
import type { QueueingPreview } from '@/lib/domain/incident/queueing';
import { queueingDraftSchema } from '@/lib/domain/incident/queueing-draft';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';

export async function previewQueueingAction(project: string, draft: QueueingDraft): Promise<ActionResult<QueueingPreview>> {
  return answerAction(async () => {
    const viewer = await requireActionViewer(project);
    const { cause, from, share, queue, incidentId } = queueingDraftSchema.parse(draft);
    return previewQueueing(viewer, { cause, queue, share, incidentId, from: from === null ? null : new Date(from) });
  });
}

export async function startQueueingAction(
  project: string,
  runId: string,
  draft: QueueingDraft,
  key: string,
): Promise<ActionResult<{ href: string; words: string }>> {
  const result = await answerAction(async () => {
    const viewer = await requireActionViewer(project);
    const { incidentId, queueing } = await queueCause(viewer, runId, queueingDraftSchema.parse(draft), key);
    const count = queueing.queued + queueing.reasonsAdded;
    const words =
      queueing.state === 'done' ? `${formatCount(count, 'run')} before reviewers.` : 'Begun; the worker puts the rest before reviewers.';
    return { href: paths.incident(project, incidentId), words };
  });
  if (result.ok) revalidatePath(`/${project}/incidents`, 'layout');
  return result;
}
