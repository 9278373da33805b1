import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { amendDecision } from '@/lib/data/review/amend-decision';
import { requireIdempotencyKey } from '@/lib/data/idempotency';

export const POST = apiRoute<{ itemId: string }>(async (request, { itemId }) => {
  const actor = await requireApiActor(request, 'decision.amend');
  const key = requireIdempotencyKey(request.headers.get('idempotency-key'));
  return Response.json(await amendDecision(actor, itemId, await readJson(request, z.unknown()), key));
});
