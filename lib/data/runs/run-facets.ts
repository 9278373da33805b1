// The values that filters of the list of runs can offer, counted over recent runs.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden } from '@/lib/errors';
import { withProject } from '@/lib/data/database';

/** How many of the newest runs are looked at: enough for every value in use, and the same cost however many runs there are. */
const RECENT_RUNS = 2000;

export const RUN_FACETS = ['name', 'route', 'model_name', 'prompt_version', 'environment', 'code', 'tag'] as const;
export type RunFacets = Record<(typeof RUN_FACETS)[number], { value: string; count: number }[]>;

/** For each facet its values, most frequent first. */
export async function listRunFacets(actor: Actor): Promise<RunFacets> {
  if (!can(actor, 'run.read')) throw forbidden('see runs');
  const rows = await withProject(
    actor.projectId,
    (tx) => tx.$queryRaw<{ facet: keyof RunFacets; value: string; count: number }[]>`
    WITH recent AS (SELECT * FROM run r WHERE r.project_id = ${actor.projectId}::uuid ORDER BY r.started_at DESC, r.run_id LIMIT ${RECENT_RUNS})
    SELECT facet, value, count(*)::int AS count FROM recent, LATERAL (
      VALUES ('name', ARRAY[name]), ('route', ARRAY[route]), ('model_name', ARRAY[model_name]), ('prompt_version', ARRAY[prompt_version]),
             ('environment', ARRAY[environment]), ('code', codes), ('tag', tags)) AS f(facet, "values"), LATERAL unnest("values") AS value
    WHERE value IS NOT NULL GROUP BY facet, value ORDER BY count DESC, value LIMIT 700`,
  );
  const facets: RunFacets = { name: [], route: [], model_name: [], prompt_version: [], environment: [], code: [], tag: [] };
  for (const { facet, value, count } of rows) facets[facet].push({ value, count });
  return facets;
}
