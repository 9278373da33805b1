// Rules: which runs belong into a queue. A filter is a tree of all/any/not over the same leaves as the list of runs.
import { z } from 'zod';
import { runFiltersSchema } from '@/lib/domain/run/run-query';

const MAX_DEPTH = 8;

/** Leaves are the filters of GET /runs by name. Several members of one object must all hold; `{}` means every run. */
export type RuleFilter = z.input<typeof runFiltersSchema> & { all?: RuleFilter[]; any?: RuleFilter[]; not?: RuleFilter };

const leafNames = Object.keys(runFiltersSchema.shape);

const unboundedFilterSchema: z.ZodType<RuleFilter> = z.lazy(() =>
  runFiltersSchema
    .extend({
      all: z.array(unboundedFilterSchema).max(50).optional(),
      any: z.array(unboundedFilterSchema).min(1).max(50).optional(),
      not: unboundedFilterSchema.optional(),
    })
    .strict(),
) as unknown as z.ZodType<RuleFilter>;

/** Checks a filter without changing it: what was written is what is stored and shown again. */
export const ruleFilterSchema = z
  .custom<RuleFilter>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object; {} means every run',
  )
  .superRefine((value, context) => {
    if (depthOf(value) > MAX_DEPTH) {
      context.addIssue({ code: 'custom', message: `is nested deeper than ${MAX_DEPTH}` });
      return;
    }
    const result = unboundedFilterSchema.safeParse(value);
    for (const issue of result.error?.issues ?? []) context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
  });

export const ruleSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  when: ruleFilterSchema,
  sample: z.number().min(0).max(1).default(1),
  priority: z.number().int().min(-1000).max(1000).default(0),
  enabled: z.boolean().default(true),
});
export type RuleDraft = z.infer<typeof ruleSchema>;

/** What a rule can see of a run. */
export interface RuleSubject {
  runId: string;
  name: string | null;
  sessionId: string | null;
  userId: string | null;
  route: string | null;
  promptId: string | null;
  promptVersion: string | null;
  modelName: string | null;
  environment: string | null;
  tags: readonly string[];
  codes: readonly string[];
  documentIds: readonly string[];
  risk: number | null;
  startedAt: Date;
  /** Phase, item states and review outcome. */
  states: readonly string[];
  /** Input, output and context, for `q`. */
  texts: readonly string[];
}

/** Whether the run is one that the filter describes. */
export function matchesFilter(filter: RuleFilter, subject: RuleSubject): boolean {
  const { all, any, not, ...leaves } = filter;
  if (all && !all.every((part) => matchesFilter(part, subject))) return false;
  if (any && !any.some((part) => matchesFilter(part, subject))) return false;
  if (not && matchesFilter(not, subject)) return false;
  const wanted = runFiltersSchema.parse(leaves);
  return leafNames.every((name) => {
    const value = wanted[name as keyof typeof wanted];
    return value === undefined || matchesLeaf(name as keyof typeof wanted, value, subject);
  });
}

/** Finding codes that the filter asks for, outside of `not`: the reasons to tell when it matches. */
export function wantedCodes(filter: RuleFilter): string[] {
  const own = filter.code === undefined ? [] : [filter.code].flat();
  return [...own, ...[...(filter.all ?? []), ...(filter.any ?? [])].flatMap(wantedCodes)];
}

/** The lowest risk the filter asks for, or null. */
export function wantedRisk(filter: RuleFilter): number | null {
  const floors = [filter.risk_min, ...[...(filter.all ?? []), ...(filter.any ?? [])].map(wantedRisk)].filter(
    (floor) => floor !== null && floor !== undefined,
  );
  return floors.length ? Math.min(...floors.map(Number)) : null;
}

/** Whether the filter looks for a phrase in the run's texts. */
export function asksForText(filter: RuleFilter): boolean {
  return filter.q !== undefined || [...(filter.all ?? []), ...(filter.any ?? []), ...(filter.not ? [filter.not] : [])].some(asksForText);
}

function matchesLeaf(name: string, value: unknown, subject: RuleSubject): boolean {
  const values = value as string[];
  switch (name) {
    case 'q':
      return subject.texts.some((text) => text.toLocaleLowerCase().includes(String(value).toLocaleLowerCase()));
    case 'run_id':
      return values.includes(subject.runId);
    case 'tag':
      return values.some((tag) => subject.tags.includes(tag));
    case 'code':
      return values.some((code) => subject.codes.includes(code));
    case 'document_id':
      return values.some((id) => subject.documentIds.includes(id));
    case 'state':
      return values.some((state) => subject.states.includes(state));
    case 'risk_min':
      return subject.risk !== null && subject.risk >= Number(value);
    case 'risk_max':
      return subject.risk !== null && subject.risk <= Number(value);
    case 'from':
      return subject.startedAt >= (value as Date);
    case 'to':
      return subject.startedAt < (value as Date);
    default:
      return values.includes(String(subject[camelCase(name) as keyof RuleSubject] ?? ''));
  }
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Stops counting past the limit, so that a hostile nesting costs nothing. */
function depthOf(filter: unknown, depth = 1): number {
  if (depth > MAX_DEPTH || typeof filter !== 'object' || filter === null) return depth;
  const { all, any, not } = filter as RuleFilter;
  const parts = [...(Array.isArray(all) ? all : []), ...(Array.isArray(any) ? any : []), ...(not ? [not] : [])];
  return Math.max(depth, ...parts.map((part) => depthOf(part, depth + 1)));
}
