import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getQueue, putQueue } from '@/lib/data/queues/queues';
import { queueResponse } from '@/lib/domain/queue-response';

export const GET = apiRoute<{ name: string }>(async (request, { name }) => {
  const actor = await requireApiActor(request, 'queue.read');
  return Response.json(queueResponse(await getQueue(actor, name)));
});

/** The queue as it should be from now on: 201 when it is new. */
export const PUT = apiRoute<{ name: string }>(async (request, { name }) => {
  const actor = await requireApiActor(request, 'queue.edit');
  const { queue, isNew } = await putQueue(actor, name, await readJson(request, z.unknown()));
  return Response.json(queueResponse(queue), { status: isNew ? 201 : 200 });
});
