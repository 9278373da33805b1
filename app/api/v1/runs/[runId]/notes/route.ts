import { z } from 'zod';
import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listRunNotes } from '@/lib/data/runs/run-notes';

const querySchema = z.strictObject({ cursor: z.string().min(1).optional() });

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const { notes, nextCursor } = await listRunNotes(actor, runId, readQuery(request, querySchema));
  return Response.json({ notes, next_cursor: nextCursor });
});
