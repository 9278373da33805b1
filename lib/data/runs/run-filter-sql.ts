// Turns the filters of the list of runs into one SQL condition with parameters.
import 'server-only';
import { z } from 'zod';
import { readCounted } from '@/lib/domain/drift/drift-runs';
import { RUN_STATES, type RunFilters, type RunQuery, type RunState } from '@/lib/domain/run/run-query';
import { Prisma } from '@/prisma/generated/client';

const COLUMNS = {
  run_id: 'run_id',
  session_id: 'session_id',
  user_id: 'user_id',
  name: 'name',
  route: 'route',
  prompt_id: 'prompt_id',
  prompt_version: 'prompt_version',
  model_name: 'model_name',
  environment: 'environment',
  release: 'release',
  fingerprint: 'system_fingerprint',
} as const;
/**
 * Lower and upper bounds, both included, on what is measured, and the type that a bound is read as: digit by digit, so that a
 * bound that was copied from a run takes that run. What nobody measured is not zero and lies within no bounds.
 */
const MEASURES = {
  cost: ['r.cost_usd', 'numeric'],
  latency: ['r.latency_ms', 'float8'],
  tokens: ['coalesce(r.input_tokens + r.output_tokens, r.input_tokens, r.output_tokens)', 'numeric'],
} as const;
const ARRAYS = { tag: 'tags', code: 'codes', document_id: 'document_ids' } as const;

const PHASES: readonly RunState[] = RUN_STATES.slice(0, 3);
const ITEM_STATES: readonly RunState[] = RUN_STATES.slice(3, 8);
const OUTCOMES: readonly RunState[] = RUN_STATES.slice(8);

/** Filters of a list; a phrase is none of them, it is searched for by `findPhrase`. */
export type RunListFilters = RunFilters & Partial<Omit<RunQuery, keyof RunFilters | 'q' | 'sort' | 'limit' | 'cursor'>>;

/** Conditions on `run r` of one project; never empty, because the project is always the first. */
export function runConditions(projectId: string, filters: RunListFilters): Prisma.Sql {
  const all = [Prisma.sql`r.project_id = ${projectId}::uuid`];
  for (const [name, column] of Object.entries(COLUMNS)) {
    const values = filters[name as keyof typeof COLUMNS];
    if (values) all.push(equals(column, values));
  }
  for (const [name, column] of Object.entries(ARRAYS)) {
    const values = filters[name as keyof typeof ARRAYS];
    if (values) all.push(Prisma.sql`r.${Prisma.raw(column)} && ${values}::text[]`);
  }
  if (filters.risk_min !== undefined) all.push(Prisma.sql`r.risk >= ${filters.risk_min}`);
  if (filters.risk_max !== undefined) all.push(Prisma.sql`r.risk <= ${filters.risk_max}`);
  if (filters.from) all.push(Prisma.sql`r.started_at >= ${filters.from}`);
  if (filters.to) all.push(Prisma.sql`r.started_at < ${filters.to}`);
  if (filters.pattern) all.push(patternCondition(projectId, filters.pattern));
  if (filters.passage) all.push(passageCondition(projectId, filters.passage));
  if (filters.state) all.push(stateCondition(projectId, filters.state));
  if (filters.counted) all.push(countedCondition(projectId, filters.counted));
  if (filters.within) all.push(Prisma.sql`r.started_at >= now() - ${intervalOf(filters.within)}::interval`);
  for (const [name, [expression, type]] of Object.entries(MEASURES)) {
    const [least, most] = [filters[`${name as keyof typeof MEASURES}_min`], filters[`${name as keyof typeof MEASURES}_max`]];
    if (least !== undefined) all.push(Prisma.sql`${Prisma.raw(expression)} >= ${String(least)}::text::${Prisma.raw(type)}`);
    if (most !== undefined) all.push(Prisma.sql`${Prisma.raw(expression)} <= ${String(most)}::text::${Prisma.raw(type)}`);
  }
  if (filters.reviewer) all.push(reviewerCondition(projectId, filters.reviewer));
  if (filters.incident) all.push(incidentCondition(projectId, filters.incident));
  return Prisma.join(all, ' AND ');
}

/** One value as itself: an index of the column gives its runs in order of time, which it does not for a list (100,000 runs: 10 s, 4 ms). */
function equals(column: string, values: readonly string[]): Prisma.Sql {
  const [only] = values;
  return values.length === 1
    ? Prisma.sql`r.${Prisma.raw(column)} = ${only}::text`
    : Prisma.sql`r.${Prisma.raw(column)} = ANY(${values}::text[])`;
}

/** Keys of patterns, and those of the patterns of a group; found first, so that the index on the key serves. */
function patternCondition(projectId: string, keys: readonly string[]): Prisma.Sql {
  return Prisma.sql`r.pattern_key = ANY (ARRAY(SELECT p.pattern_key FROM pattern p
    WHERE p.project_id = ${projectId}::uuid AND (p.pattern_key = ANY(${keys}::text[]) OR p.coarse_key = ANY(${keys}::text[]))))`;
}

/** Runs that were given one of the texts, by the index of what runs have in common. A key that is none of md5 fits nothing. */
function passageCondition(projectId: string, keys: readonly string[]): Prisma.Sql {
  const known = keys.filter((key) => /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(key));
  return Prisma.sql`r.run_id IN (SELECT c.run_id FROM run_cause c
    WHERE c.project_id = ${projectId}::uuid AND c.kind = 'passage' AND c.key = ANY(${known}::text[]::uuid[]))`;
}

/** Any of the states. When all are of one kind the condition is one that an index serves, rare states of a large project as well. */
function stateCondition(projectId: string, states: readonly RunState[]): Prisma.Sql {
  const among = (kinds: readonly RunState[]) => states.filter((state) => kinds.includes(state));
  const [phases, itemStates, outcomes] = [among(PHASES), among(ITEM_STATES), among(OUTCOMES)];
  const any: Prisma.Sql[] = [];
  if (phases.length > 0) any.push(equals('phase', phases));
  if (outcomes.length > 0) any.push(equals('review_outcome', outcomes));
  if (itemStates.length > 0)
    any.push(
      Prisma.sql`r.run_id IN (SELECT i.run_id FROM item i WHERE i.project_id = ${projectId}::uuid AND i.state = ANY(${itemStates}::text[]))`,
    );
  return any.length === 1 ? (any[0] as Prisma.Sql) : Prisma.sql`(${Prisma.join(any, ' OR ')})`;
}

/** Who decided, or holds the item by a lease that has not run out. Ids that are no UUID name nobody. */
function reviewerCondition(projectId: string, people: readonly string[]): Prisma.Sql {
  const ids = uuids(people);
  return Prisma.sql`r.run_id IN (SELECT i.run_id FROM item i WHERE i.project_id = ${projectId}::uuid
    AND (i.decided_by = ANY(${ids}::uuid[]) OR (i.state = 'leased' AND i.lease_expires_at > now() AND i.lease_holder = ANY(${ids}::uuid[]))))`;
}

function incidentCondition(projectId: string, incidents: readonly string[]): Prisma.Sql {
  return Prisma.sql`r.run_id IN (SELECT n.run_id FROM incident_run n WHERE n.project_id = ${projectId}::uuid AND n.incident_id = ANY(${uuids(incidents)}::uuid[]))`;
}

function uuids(texts: readonly string[]): string[] {
  return texts.filter((text) => z.uuid().safeParse(text).success);
}

const HOURS = { h: 1, d: 24, w: 168 };

/** `7d` as PostgreSQL says it: in hours, because its days are longer and shorter where clocks are changed. */
function intervalOf(within: string): string {
  return `${Number(within.slice(0, -1)) * HOURS[within.at(-1) as keyof typeof HOURS]} hours`;
}

/** Runs that are counted with any of the values; a list names its runs by other filters too, so few are looked up. */
function countedCondition(projectId: string, texts: readonly string[]): Prisma.Sql {
  const any = texts.flatMap((text) => {
    const counted = readCounted(text);
    return counted ? [Prisma.sql`jsonb_exists(n.contribution->'counts'->${counted.dimension}, ${counted.value})`] : [];
  });
  if (any.length === 0) return Prisma.sql`false`;
  return Prisma.sql`EXISTS (SELECT FROM drift_run n WHERE n.project_id = ${projectId}::uuid AND n.run_id = r.run_id AND (${Prisma.join(any, ' OR ')}))`;
}

/** The phrase somewhere inside; the wildcards of LIKE in it mean themselves. */
export function likePattern(phrase: string): string {
  return `%${phrase.replace(/[\\%_]/g, '\\$&')}%`;
}
