import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { claimItem } from '@/lib/data/queues/item-claim';
import { getItemForReview } from '@/lib/data/queues/item-review';
import { itemResponse } from '@/lib/domain/item-response';

/** The next item with its run, or 204 when nothing is waiting. */
export const POST = apiRoute<{ name: string }>(async (request, { name }) => {
  const actor = await requireApiActor(request, 'item.review');
  const claimed = await claimItem(actor, name, await readJson(request, z.unknown()));
  if (!claimed) return new Response(null, { status: 204 });
  const { leaseId, leaseExpiresAt, now } = claimed;
  const item = itemResponse(await getItemForReview(actor, claimed.itemId));
  return Response.json({ ...item, lease_id: leaseId, lease_ms: leaseExpiresAt.getTime() - now.getTime() });
});
