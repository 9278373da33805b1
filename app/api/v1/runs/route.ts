import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listRuns } from '@/lib/data/runs/runs';
import { runSummaryResponse } from '@/lib/domain/run/run-list-response';
import { runQuerySchema } from '@/lib/domain/run/run-query';
import { takeRunRecords } from '@/lib/ingest/take-run-records';

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'run.read');
  const { runs, nextCursor } = await listRuns(actor, readQuery(request, runQuerySchema));
  return Response.json({ runs: runs.map(runSummaryResponse), next_cursor: nextCursor });
});

/** One run record, `{"runs": […]}`, or a record per line (`application/x-ndjson`). */
export const POST = apiRoute(async (request) => takeRunRecords(await requireApiActor(request, 'run.ingest'), request));
