// Vitest set-up: every statement that any database test sends as the app role is parsed and must keep the tenant rule.
import { loadModule } from 'libpg-query';
import pg from 'pg';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqlProblems, tenantTablesOf } from './sql-rules';

await loadModule();

const schema = readFileSync(join(import.meta.dirname, 'schema.prisma'), 'utf8');
const tenantTables = tenantTablesOf([...schema.matchAll(/@@map\("(\w+)"\)/g)].map((match) => match[1] ?? ''));
const verdicts = new Map<string, string[]>();

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const original = pg.Client.prototype.query as unknown as Query;

const guarded: Query = function (...args) {
  const text = textOf(args[0]);
  if (text && this.user?.startsWith('countersign_app')) {
    const problems = verdicts.get(text) ?? sqlProblems(text, tenantTables);
    verdicts.set(text, problems);
    if (problems.length) throw new Error(`A statement breaks the tenant rule (${problems.join('; ')}): ${text}`);
  }
  return original.apply(this, args);
};
pg.Client.prototype.query = guarded as unknown as typeof pg.Client.prototype.query;

function textOf(query: unknown): string | null {
  const text = typeof query === 'string' ? query : (query as { text?: unknown } | null)?.text;
  return typeof text === 'string' && /\b(select|insert|update|delete|merge)\b/i.test(text) && !/pg_catalog/.test(text) ? text : null;
}
