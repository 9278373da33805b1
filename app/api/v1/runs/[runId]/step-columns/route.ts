import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getStepColumns } from '@/lib/data/runs/step-columns';
import { stepColumnsQuerySchema } from '@/lib/domain/run/run-view-query';

export const GET = apiRoute<{ runId: string }>(async (request, { runId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const { as_of: asOf, ...query } = readQuery(request, stepColumnsQuerySchema);
  return Response.json(await getStepColumns(actor, runId, { ...query, asOf: asOf ?? null }));
});
