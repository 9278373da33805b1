import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { decideAlarm } from '@/lib/data/insights/drift-decide';
import { alarmResponse } from '@/lib/domain/drift/drift-response';

export const POST = apiRoute<{ alarmId: string }>(async (request, { alarmId }) => {
  const actor = await requireApiActor(request, 'drift.edit');
  return Response.json(alarmResponse(await decideAlarm(actor, alarmId, await readJson(request, z.unknown()))));
});
