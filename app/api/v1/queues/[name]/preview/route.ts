import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { previewRules } from '@/lib/data/queues/preview-rules';
import { getQueue } from '@/lib/data/queues/queues';
import { previewSchema } from '@/lib/domain/queue';
import { previewResponse } from '@/lib/domain/queue-preview-response';

/** What rules would catch among recent runs: those sent, or those of the queue. */
export const POST = apiRoute<{ name: string }>(async (request, { name }) => {
  const actor = await requireApiActor(request, 'queue.edit');
  const { rules } = await readJson(request, previewSchema);
  return Response.json(previewResponse(await previewRules(actor, name, rules ?? (await getQueue(actor, name)).rules)));
});
