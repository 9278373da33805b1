import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { heartbeat } from '@/lib/data/queues/item-lease';
import { leaseResponse } from '@/lib/domain/item-response';

export const POST = apiRoute<{ itemId: string }>(async (request, { itemId }) => {
  const actor = await requireApiActor(request, 'item.review');
  return Response.json(leaseResponse(await heartbeat(actor, itemId, await readJson(request, z.unknown()))));
});
