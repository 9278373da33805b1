import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { requestBackfill } from '@/lib/data/queues/backfill-queue';

/** Applies the rules of the queue to runs that are already there; items appear as the worker goes. */
export const POST = apiRoute<{ name: string }>(async (request, { name }) => {
  await requestBackfill(await requireApiActor(request, 'queue.edit'), name);
  return Response.json({ queue: name, state: 'started' }, { status: 202 });
});
