import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { saveCheckSetting } from '@/lib/data/checking/check-settings';
import { savedCheckResponse } from '@/lib/domain/check-response';

export const PUT = apiRoute<{ code: string }>(async (request, { code }) => {
  const actor = await requireApiActor(request, 'check.edit');
  return Response.json(savedCheckResponse(await saveCheckSetting(actor, code, await readJson(request, z.unknown()))));
});
