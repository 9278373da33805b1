import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noFilters, prismaFolder, schemaText, withSchemaEngine } from './schema-engine';
import { tenantTablesOf } from './sql-rules';
import { type TestDatabase, testDatabase } from './test-database';

let db: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.close();
});

const rows = async <T extends pg.QueryResultRow>(sql: string): Promise<T[]> => (await owner.query<T>(sql)).rows;

/** Columns, indexes and foreign keys of a schema, one line each, without the schema's own name. */
async function catalogue(schema: string): Promise<string[]> {
  const found = await rows<{ line: string }>(`
    SELECT format('column %s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = '${schema}'
    UNION ALL SELECT format('index %s %s', indexname, indexdef) FROM pg_indexes WHERE schemaname = '${schema}'
    UNION ALL SELECT format('key %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = '${schema}'::regnamespace AND contype = 'f'`);
  return found.map(({ line }) => line.replaceAll(`${schema}.`, '')).sort();
}

async function tenantTables(): Promise<string[]> {
  const tables = await rows<{ tablename: string }>(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
  return [...tenantTablesOf(tables.map((table) => table.tablename))];
}

describe('the migrated database', () => {
  it('does not differ from schema.prisma', async () => {
    const script = await withSchemaEngine(db.ownerUrl, async (engine) => {
      const to = { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content: schemaText() }] };
      return (await engine.diff({ from: { tag: 'empty' }, to, script: true, exitCode: null, filters: noFilters })).stdout ?? '';
    });
    // A second schema made straight from schema.prisma: its catalogue must be the migrated one's, but for what Prisma cannot say.
    const fresh = new pg.Client({ connectionString: db.ownerUrl });
    await fresh.connect();
    await fresh.query(
      `CREATE SCHEMA from_datamodel; SET search_path = from_datamodel; ${script.replaceAll('CREATE SCHEMA IF NOT EXISTS "public";', '')}`,
    );
    await fresh.end();
    const beyondPrisma =
      /^index (run_search_(keys|waiting)|search_word_part|run_tokens|run_by_outcome|item_by_reviewer|run_codes|run_tags|run_documents|item_waiting|item_leases|user_email_lower|drift_alarm_once|drift_alarm_sampled|step_review|run_input_band_\d+) /;
    const migrated = (await catalogue('public')).filter((line) => !beyondPrisma.test(line) && !line.includes('_prisma_migrations'));
    expect(migrated).toEqual(await catalogue('from_datamodel'));
  });

  it('has project_id first, not null, and first in every key of every tenant table', async () => {
    const tables = await tenantTables();
    expect(tables.length).toBeGreaterThan(25);
    const columns = await rows<{ table_name: string; is_nullable: string; data_type: string }>(
      `SELECT table_name, is_nullable, data_type FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'project_id' AND ordinal_position = 1`,
    );
    for (const table of tables) expect(columns).toContainEqual({ table_name: table, is_nullable: 'NO', data_type: 'uuid' });
    const keys = await rows<{ table: string; name: string; first: string }>(
      `SELECT c.relname AS table, i.relname AS name, a.attname AS first FROM pg_index x
       JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0] WHERE n.nspname = 'public' AND x.indisunique`,
    );
    const foreign = await rows<{ table: string; name: string; first: string }>(
      `SELECT c.relname AS table, k.conname AS name, a.attname AS first FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
       WHERE k.contype = 'f' AND n.nspname = 'public'`,
    );
    const wrong = [...keys, ...foreign].filter(({ table, first }) => tables.includes(table) && first !== 'project_id');
    expect(wrong).toEqual([]);
  });

  it('forces row level security on every tenant table and has no trigger and no sequence', async () => {
    const forced = await rows<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity`,
    );
    expect(forced.map(({ relname }) => relname).sort()).toEqual((await tenantTables()).sort());
    expect(
      await rows(
        `SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal`,
      ),
    ).toEqual([]);
    expect(await rows(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'`)).toEqual([]);
  });

  it('lets the app role add to event and trail tables, never change or empty them', async () => {
    const app = new pg.Client({ connectionString: db.appUrl });
    await app.connect();
    for (const table of [
      'review_event',
      'trail_entry',
      'trail_checkpoint',
      'run_revision',
      'eval_version',
      'risk_model',
      'risk_model_choice',
      'incident_event',
    ]) {
      for (const sql of [
        `UPDATE ${table} SET project_id = project_id WHERE project_id IS NULL`,
        `DELETE FROM ${table} WHERE project_id IS NULL`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(app.query(sql), sql).rejects.toThrow(/permission denied/);
      }
    }
    await app.end();
  });
});

describe('migration files', () => {
  it('hold no semicolon inside a comment and no DO block, which the engine would cut in two', () => {
    const folder = join(prismaFolder, 'migrations');
    for (const name of readdirSync(folder).filter((entry) => !entry.endsWith('.toml'))) {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      expect(
        sql.split('\n').filter((line) => /^\s*--.*;/.test(line)),
        name,
      ).toEqual([]);
      expect(sql, name).not.toMatch(/\$\$/);
    }
  });
});
