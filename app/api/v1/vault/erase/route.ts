import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { eraseSubject } from '@/lib/data/privacy/erase-subject';

export const POST = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'subject.erase');
  const erased = await eraseSubject(actor, await readJson(request, z.unknown()));
  return Response.json(erased, { headers: { 'cache-control': 'no-store' } });
});
