import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getPattern } from '@/lib/data/insights/pattern-detail';
import { savePatternSetting } from '@/lib/data/insights/pattern-settings';
import { patternDetailResponse } from '@/lib/domain/pattern/pattern-response';

export const GET = apiRoute<{ key: string }>(async (request, { key }) => {
  const actor = await requireApiActor(request, 'run.read');
  return Response.json(patternDetailResponse(await getPattern(actor, key)));
});

export const PUT = apiRoute<{ key: string }>(async (request, { key }) => {
  const actor = await requireApiActor(request, 'pattern.edit');
  await savePatternSetting(actor, key, await readJson(request, z.unknown()));
  return Response.json(patternDetailResponse(await getPattern(actor, key)));
});
