import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { requireIdempotencyKey } from '@/lib/data/idempotency';
import { submitReview } from '@/lib/data/review/submit-review';

export const POST = apiRoute<{ itemId: string }>(async (request, { itemId }) => {
  const actor = await requireApiActor(request, 'item.review');
  const key = requireIdempotencyKey(request.headers.get('idempotency-key'));
  return Response.json(await submitReview(actor, itemId, await readJson(request, z.unknown()), key));
});
