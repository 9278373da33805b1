import { eventStream } from '@/lib/api/event-stream';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { queueVersion } from '@/lib/data/queues/queue-changes';

/** Server-sent events: one `version` at once, and another whenever something in the queue may have changed. */
export const GET = apiRoute<{ name: string }>(async (request, { name }) => {
  const actor = await requireApiActor(request, 'queue.read');
  await queueVersion(actor, name);
  return eventStream(request, () => queueVersion(actor, name));
});
