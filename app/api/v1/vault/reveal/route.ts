import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { reveal } from '@/lib/data/privacy/vault-reveal';

export const POST = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'content.reveal');
  const revealed = await reveal(actor, await readJson(request, z.unknown()));
  return Response.json(revealed, { headers: { 'cache-control': 'no-store' } });
});
