import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listQueues } from '@/lib/data/queues/queues';
import { queueResponse } from '@/lib/domain/queue-response';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'queue.read');
  return Response.json({ queues: (await listQueues(actor)).map(queueResponse) });
});
