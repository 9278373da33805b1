import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { recordItemVerb } from '@/lib/data/queues/item-verb';
import { verbAnswer } from '@/lib/domain/item-response';
import { findVerb } from '@/lib/verbs/registry';

/** Every verb of the registry that needs no more than its item: release, skip, escalate, reassign, remove, comment … */
export const POST = apiRoute<{ itemId: string; verb: string }>(async (request, { itemId, verb }) => {
  const actor = await requireApiActor(request, findVerb(verb)?.permission ?? 'queue.read');
  return Response.json(verbAnswer(await recordItemVerb(actor, itemId, verb, await readJson(request, z.unknown()))));
});
