import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listAlarms } from '@/lib/data/insights/drift-decide';
import { alarmResponse } from '@/lib/domain/drift/drift-response';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read');
  return Response.json({ alarms: (await listAlarms(actor)).map(alarmResponse) });
});
