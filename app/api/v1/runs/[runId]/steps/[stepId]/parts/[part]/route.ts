import { jsonDownload } from '@/lib/api/json-download';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getStepPart } from '@/lib/data/runs/step-part';

export const GET = apiRoute<{ runId: string; stepId: string; part: string }>(async (request, { runId, stepId, part }) => {
  const actor = await requireApiActor(request, 'run.read_raw');
  return jsonDownload(await getStepPart(actor, runId, stepId, part), `${stepId}-${part}.json`);
});
