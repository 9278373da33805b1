import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listQueueItems } from '@/lib/data/queues/queue-items';
import { queueItemResponse } from '@/lib/domain/queue-response';
import { queueItemsQuerySchema } from '@/lib/domain/queue-row';

export const GET = apiRoute<{ name: string }>(async (request, { name }) => {
  const actor = await requireApiActor(request, 'queue.read');
  const { rows, nextCursor } = await listQueueItems(actor, name, readQuery(request, queueItemsQuerySchema));
  return Response.json({ items: rows.map(queueItemResponse), next_cursor: nextCursor });
});
