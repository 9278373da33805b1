// Rule 3 of the data model as code: every statement on a tenant table names its project at every level, also inside a subquery.
import { parseSync } from 'libpg-query';

type Node = Record<string, unknown>;

/** Tables that belong to no project, or to no tenant. */
const GLOBAL_TABLES = new Set([
  'user',
  'session',
  'sign_in_attempt',
  'project',
  'membership',
  'api_key',
  'worker_heartbeat',
  '_prisma_migrations',
]);

/**
 * What is wrong with a statement, in words; empty when it keeps the rule. `loadModule()` of libpg-query must have run.
 * A level keeps it when each tenant table in its FROM has a `project_id` in the level's WHERE, JOIN … ON or USING; an INSERT
 * when it lists the column.
 */
export function sqlProblems(sql: string, tenantTables: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  const tree = parseSync(sql) as { stmts?: { stmt: Node }[] };
  for (const { stmt } of tree.stmts ?? []) visit(stmt, new Set(), tenantTables, problems);
  return problems;
}

/** Tenant tables of a catalogue listing: all but the global ones. */
export function tenantTablesOf(tables: string[]): Set<string> {
  return new Set(tables.filter((table) => !GLOBAL_TABLES.has(table)));
}

function visit(node: unknown, shadowed: ReadonlySet<string>, tenant: ReadonlySet<string>, problems: string[]): void {
  if (Array.isArray(node)) {
    for (const child of node) visit(child, shadowed, tenant, problems);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  for (const [type, body] of Object.entries(node as Node)) {
    const inner = new Set([...shadowed, ...commonTableNames(body)]);
    if (type === 'SelectStmt' || type === 'UpdateStmt' || type === 'DeleteStmt') checkLevel(body as Node, type, inner, tenant, problems);
    if (type === 'InsertStmt') checkInsert(body as Node, tenant, problems);
    visit(body, inner, tenant, problems);
  }
}

function checkLevel(statement: Node, type: string, shadowed: ReadonlySet<string>, tenant: ReadonlySet<string>, problems: string[]): void {
  const from = [statement.relation, statement.fromClause, statement.usingClause].filter(Boolean);
  const tables = rangeVars(from).filter(({ name }) => tenant.has(name) && !shadowed.has(name));
  if (tables.length === 0) return;
  const names = projectColumns([statement.whereClause, joinConditions(from)]);
  for (const { name, alias } of tables) {
    const isNamed = names.some((qualifier) => qualifier === alias || qualifier === name || (qualifier === null && tables.length === 1));
    if (!isNamed) problems.push(`${type.replace('Stmt', '').toUpperCase()} on ${name} does not name project_id`);
  }
}

function checkInsert(statement: Node, tenant: ReadonlySet<string>, problems: string[]): void {
  const table = String((statement.relation as Node).relname);
  if (!tenant.has(table)) return;
  const columns = ((statement.cols ?? []) as { ResTarget: { name: string } }[]).map((column) => column.ResTarget.name);
  if (!columns.includes('project_id')) problems.push(`INSERT into ${table} does not list project_id`);
}

/** Tables of a FROM list, not those of subqueries in it: they are levels of their own. */
function rangeVars(node: unknown): { name: string; alias: string }[] {
  if (Array.isArray(node)) return node.flatMap(rangeVars);
  if (node === null || typeof node !== 'object') return [];
  const body = node as Node;
  if (typeof body.relname === 'string') {
    if (body.schemaname && body.schemaname !== 'public') return [];
    return [{ name: body.relname, alias: String((body.alias as Node | undefined)?.aliasname ?? body.relname) }];
  }
  return Object.entries(body).flatMap(([type, child]) => (type === 'RangeSubselect' || type === 'quals' ? [] : rangeVars(child)));
}

function joinConditions(node: unknown): unknown[] {
  if (Array.isArray(node)) return node.flatMap(joinConditions);
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node as Node).flatMap(([type, child]) => {
    if (type === 'RangeSubselect') return [];
    return type === 'quals' || type === 'usingClause' ? [child] : joinConditions(child);
  });
}

/** The qualifiers (table or alias, null when bare) of every `project_id` below a condition, subqueries left out. */
function projectColumns(node: unknown): (string | null)[] {
  if (Array.isArray(node)) return node.flatMap(projectColumns);
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node as Node).flatMap(([type, child]) => {
    if (type === 'SubLink' || type === 'SelectStmt') return [];
    if (type === 'ColumnRef') {
      const parts = ((child as Node).fields as { String?: { sval: string } }[]).map((field) => field.String?.sval ?? '*');
      return parts.at(-1) === 'project_id' ? [parts.at(-2) ?? null] : [];
    }
    return projectColumns(child);
  });
}

function commonTableNames(body: unknown): string[] {
  const clause = (body as { withClause?: { ctes?: { CommonTableExpr: { ctename: string } }[] } } | null)?.withClause;
  return clause?.ctes?.map((cte) => cte.CommonTableExpr.ctename) ?? [];
}
