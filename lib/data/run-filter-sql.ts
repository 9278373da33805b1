// Turns the filters of the list of runs into one SQL condition with parameters.
import 'server-only';
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
} as const;
const ARRAYS = { tag: 'tags', code: 'codes', document_id: 'document_ids' } as const;

const PHASES: readonly RunState[] = RUN_STATES.slice(0, 3);
const ITEM_STATES: readonly RunState[] = RUN_STATES.slice(3, 8);
const OUTCOMES: readonly RunState[] = RUN_STATES.slice(8);

/** Conditions on `run r` of one project; never empty, because the project is always the first. */
export function runConditions(projectId: string, filters: RunFilters & Pick<RunQuery, 'counted'>): Prisma.Sql {
  const all = [Prisma.sql`r.project_id = ${projectId}::uuid`];
  for (const [name, column] of Object.entries(COLUMNS)) {
    const values = filters[name as keyof typeof COLUMNS];
    if (values) all.push(Prisma.sql`r.${Prisma.raw(column)} = ANY(${values}::text[])`);
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
  if (filters.q) all.push(phraseCondition(projectId, filters.q));
  return Prisma.join(all, ' AND ');
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

/** Any of the states, of whichever kind they are. */
function stateCondition(projectId: string, states: readonly RunState[]): Prisma.Sql {
  const among = (kinds: readonly RunState[]) => states.filter((state) => kinds.includes(state));
  return Prisma.sql`(r.phase = ANY(${among(PHASES)}::text[]) OR r.review_outcome = ANY(${among(OUTCOMES)}::text[]) OR EXISTS (
    SELECT FROM item i WHERE i.project_id = ${projectId}::uuid AND i.run_id = r.run_id AND i.state = ANY(${among(ITEM_STATES)}::text[])))`;
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

/** A phrase as it stands, in any script: trigram indexes serve ILIKE, so nothing has to be cut into words. */
function phraseCondition(projectId: string, phrase: string): Prisma.Sql {
  const pattern = likePattern(phrase);
  return Prisma.sql`r.run_id IN (SELECT s.run_id FROM run_search s WHERE s.project_id = ${projectId}::uuid
    AND (s.input ILIKE ${pattern} OR s.output ILIKE ${pattern} OR s.context ILIKE ${pattern}))`;
}

/** The phrase somewhere inside; the wildcards of LIKE in it mean themselves. */
export function likePattern(phrase: string): string {
  return `%${phrase.replace(/[\\%_]/g, '\\$&')}%`;
}
