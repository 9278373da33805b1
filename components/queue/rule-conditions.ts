// The conditions of a rule as rows of a form, and back. Filters that nest `all`, `any` or `not` have no rows: those are edited as JSON.
import type { RuleFilter } from '@/lib/domain/rule';

/** How a leaf of a filter is entered. */
export type LeafKind = 'list' | 'number' | 'text' | 'date';

export interface Leaf {
  name: Exclude<keyof RuleFilter, 'all' | 'any' | 'not'>;
  title: string;
  kind: LeafKind;
}

export const LEAVES: readonly Leaf[] = [
  { name: 'code', title: 'Finding', kind: 'list' },
  { name: 'risk_min', title: 'Risk at least', kind: 'number' },
  { name: 'risk_max', title: 'Risk at most', kind: 'number' },
  { name: 'name', title: 'Run name', kind: 'list' },
  { name: 'route', title: 'Route', kind: 'list' },
  { name: 'prompt_id', title: 'Prompt', kind: 'list' },
  { name: 'prompt_version', title: 'Prompt version', kind: 'list' },
  { name: 'model_name', title: 'Model', kind: 'list' },
  { name: 'environment', title: 'Environment', kind: 'list' },
  { name: 'tag', title: 'Tag', kind: 'list' },
  { name: 'document_id', title: 'Document', kind: 'list' },
  { name: 'user_id', title: 'User', kind: 'list' },
  { name: 'session_id', title: 'Session', kind: 'list' },
  { name: 'run_id', title: 'Run ID', kind: 'list' },
  { name: 'state', title: 'State', kind: 'list' },
  { name: 'q', title: 'Contains the words', kind: 'text' },
  { name: 'from', title: 'Started at or after', kind: 'date' },
  { name: 'to', title: 'Started before', kind: 'date' },
];

export interface Condition {
  leaf: Leaf['name'];
  /** One for numbers, texts and dates; any of them for lists. */
  values: string[];
}

/** The rows that say the same as the filter; null when it nests. */
export function conditionsOf(filter: RuleFilter): Condition[] | null {
  const rows: Condition[] = [];
  for (const [name, value] of Object.entries(filter)) {
    const leaf = LEAVES.find((each) => each.name === name);
    if (!leaf) return null;
    if (value !== undefined) rows.push({ leaf: leaf.name, values: (Array.isArray(value) ? value : [value]).map(String) });
  }
  return rows;
}

/** The filter that the rows say; rows without a value say nothing yet. */
export function filterOf(conditions: readonly Condition[]): RuleFilter {
  const entries = conditions.flatMap(({ leaf, values }): [string, unknown][] => {
    const [first] = values;
    if (first === undefined || first === '') return [];
    const kind = LEAVES.find(({ name }) => name === leaf)?.kind;
    return [[leaf, kind === 'list' ? values : kind === 'number' ? Number(first) : first]];
  });
  return Object.fromEntries(entries) as RuleFilter;
}
