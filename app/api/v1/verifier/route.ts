import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getVerifier, saveVerifier } from '@/lib/data/checking/verifier';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'verifier.read');
  return Response.json(await getVerifier(actor));
});

export const PUT = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'verifier.edit');
  return Response.json(await saveVerifier(actor, await readJson(request, z.unknown())));
});
