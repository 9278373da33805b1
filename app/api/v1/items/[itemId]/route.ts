import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getItemForReview } from '@/lib/data/queues/item-review';
import { itemResponse } from '@/lib/domain/item-response';

export const GET = apiRoute<{ itemId: string }>(async (request, { itemId }) => {
  const actor = await requireApiActor(request, 'queue.read');
  return Response.json(itemResponse(await getItemForReview(actor, itemId)));
});
