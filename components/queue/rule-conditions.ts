// The conditions of a rule as rows of a form, and back. Filters that nest deeper than a row that must not hold have no rows:
// those are edited as JSON.
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
  /** The run must not fit. */
  isNot: boolean;
}

/** The rows that say the same as the filter; null when it nests deeper. */
export function conditionsOf({ all, any, not, ...leaves }: RuleFilter): Condition[] | null {
  if (any !== undefined || (all !== undefined && not !== undefined)) return null;
  const rows = leafRows(leaves, false);
  const excluded = not === undefined ? (all ?? []).map(onlyNot) : [not];
  for (const filter of excluded) {
    // "Not (a and b)" is not the same as "not a and not b", so an excluded row holds one leaf.
    const inner = filter && !filter.all && !filter.any && !filter.not ? leafRows(filter, true) : null;
    if (rows === null || inner?.length !== 1) return null;
    rows.push(...inner);
  }
  return rows;
}

/** The filter that the rows say; rows without a value say nothing yet. */
export function filterOf(conditions: readonly Condition[]): RuleFilter {
  const said = conditions.filter(({ values: [first] }) => first !== undefined && first !== '');
  const leaves = Object.fromEntries(
    said.filter(({ isNot }) => !isNot).map(({ leaf, values }) => [leaf, leafValue(leaf, values)]),
  ) as RuleFilter;
  const excluded = said.filter(({ isNot }) => isNot).map(({ leaf, values }) => ({ [leaf]: leafValue(leaf, values) }) as RuleFilter);
  const [first] = excluded;
  if (first === undefined) return leaves;
  return excluded.length === 1 ? { ...leaves, not: first } : { ...leaves, all: excluded.map((not) => ({ not })) };
}

function leafRows(leaves: object, isNot: boolean): Condition[] | null {
  const rows: Condition[] = [];
  for (const [name, value] of Object.entries(leaves)) {
    const leaf = LEAVES.find((each) => each.name === name);
    if (!leaf) return null;
    if (value !== undefined) rows.push({ leaf: leaf.name, values: [value].flat().map(String), isNot });
  }
  return rows;
}

const onlyNot = (filter: RuleFilter): RuleFilter | null => (Object.keys(filter).length === 1 ? (filter.not ?? null) : null);

function leafValue(leaf: Leaf['name'], values: readonly string[]): unknown {
  const kind = LEAVES.find(({ name }) => name === leaf)?.kind;
  return kind === 'list' ? values : kind === 'number' ? Number(values[0]) : values[0];
}
