// Brings a database to the schema of this checkout: migrations, job tables, and the login role of the app.
import { createHmac } from 'node:crypto';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { migrationList, noFilters, withSchemaEngine } from './schema-engine';

/** The login role that all processes use; its password follows from the installation's secret, so nobody has to store it. */
const APP_ROLE = 'countersign_app';
const LOCK_KEY = 7_282_673_001;
/** What ILIKE, `@>` and `&&` run: indexes over texts and lists serve them. */
const LOOKED_UP = ['texticlike(text, text)', 'arraycontains(anyarray, anyarray)', 'arrayoverlap(anyarray, anyarray)'];

export interface Migrated {
  /** Connection string of the app role: not the owner, row level security applies. */
  appUrl: string;
  /** Names of the migrations that were applied now. */
  applied: string[];
}

/**
 * Migrates `ownerUrl` (a role that may create tables, roles and extensions) and returns the app's own connection string.
 * Several processes may call it at once: they wait for each other.
 */
export async function migrate(ownerUrl: string, secret: string): Promise<Migrated> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Only start-up serialises on this lock; no data depends on it.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    await createGroupRole(client);
    const applied = await applyMigrations(ownerUrl);
    await migrateJobs(ownerUrl);
    await allowIndexedSearch(client);
    await client.query(`GRANT SELECT ON _prisma_migrations TO ${APP_ROLE}`);
    const appUrl = await provisionLogin(client, ownerUrl, secret);
    return { appUrl, applied };
  } finally {
    await client.end();
  }
}

/** Migrations grant to this role, so it has to be there first. Several databases of one server share it: losing the race is fine. */
async function createGroupRole(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
  if (rowCount) return;
  await client.query(`CREATE ROLE ${APP_ROLE} NOLOGIN`).catch((error: pg.DatabaseError) => {
    if (error.code !== '42710' && error.code !== '23505') throw error;
  });
}

async function applyMigrations(ownerUrl: string): Promise<string[]> {
  const input = { migrationsList: migrationList(), filters: noFilters };
  const { appliedMigrationNames } = await withSchemaEngine(ownerUrl, (engine) => engine.applyMigrations(input));
  return appliedMigrationNames;
}

/**
 * Row level security keeps operators away from an index unless they are known not to leak what they compare: without this, a
 * phrase search reads all rows of `run_search` (60,000 rows: 840 ms, with it 8 ms). ILIKE fails on a malformed pattern only, lists are
 * compared without failing at all: neither tells anything of a row. Only a superuser may say so; elsewhere the search works as before, without its indexes.
 */
async function allowIndexedSearch(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isSuperuser: boolean }>(
    'SELECT rolsuper AS "isSuperuser" FROM pg_roles WHERE rolname = current_user',
  );
  if (!rows[0]?.isSuperuser) return;
  for (const operator of LOOKED_UP) await client.query(`ALTER FUNCTION pg_catalog.${operator} LEAKPROOF`);
}

async function migrateJobs(ownerUrl: string): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  await runMigrations({ pgPool }).finally(() => pgPool.end());
}

/** The app's connection string for a database: the login role and its password follow from the database's name and the secret. */
export function appUrlOf(ownerUrl: string, secret: string): URL {
  const url = new URL(ownerUrl);
  const database = decodeURIComponent(url.pathname.slice(1));
  url.username = `${APP_ROLE}_${createHmac('sha256', secret).update(`role ${database}`).digest('hex').slice(0, 12)}`;
  url.password = createHmac('sha256', secret).update(`password ${database}`).digest('base64url');
  return url;
}

async function provisionLogin(client: pg.Client, ownerUrl: string, secret: string): Promise<string> {
  const url = appUrlOf(ownerUrl, secret);
  const name = client.escapeIdentifier(url.username);
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [url.username]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(
    `${verb} ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${client.escapeLiteral(url.password)}`,
  );
  await client.query(`GRANT ${APP_ROLE} TO ${name}`);
  await client.query(`GRANT USAGE ON SCHEMA graphile_worker TO ${APP_ROLE}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO ${APP_ROLE}`);
  await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA graphile_worker TO ${APP_ROLE}`);
  await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO ${APP_ROLE}`);
  await allowJobs(client);
  return url.toString();
}

/** graphile-worker turns row level security on for its tables without a policy, for use by their owner alone; the app role needs one. */
async function allowJobs(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ relname: string }>(
    `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity
       AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'countersign_app')`,
  );
  for (const { relname } of rows) {
    await client.query(
      `CREATE POLICY countersign_app ON graphile_worker.${client.escapeIdentifier(relname)} TO ${APP_ROLE} USING (true) WITH CHECK (true)`,
    );
  }
}
