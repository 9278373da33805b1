import { comparisonMarkdown } from '@/lib/api/comparison-markdown';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getComparison } from '@/lib/data/runs/run-compare';
import { compareQuerySchema, compareResponse } from '@/lib/domain/compare/comparison-response';
import { env } from '@/lib/env';
import { paths } from '@/lib/paths';

export const GET = apiRoute<{ runId: string; otherId: string }>(async (request, { runId, otherId }) => {
  const actor = await requireApiActor(request, 'run.read');
  const { view, format } = compareQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { left, right, comparison } = await getComparison(actor, runId, otherId, { view });
  if (format === 'json') return Response.json(compareResponse(left, right, comparison, view));
  const page = new URL(
    paths.compare(actor.projectSlug, runId, otherId, { view: view === 'original' ? null : view }),
    env().COUNTERSIGN_PUBLIC_URL ?? request.url,
  );
  const name = `compare-${runId}-${otherId}`.replace(/[^\w.-]+/g, '_').slice(0, 120);
  return new Response(comparisonMarkdown(left, right, comparison, page.href), {
    headers: { 'content-type': 'text/markdown; charset=utf-8', 'content-disposition': `attachment; filename="${name}.md"` },
  });
});
