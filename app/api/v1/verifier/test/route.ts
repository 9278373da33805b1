import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { testVerifier } from '@/lib/data/checking/verifier-test';

export const POST = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'verifier.edit');
  return Response.json(await testVerifier(actor));
});
