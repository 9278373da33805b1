// The connection to PostgreSQL as the app role. Tenant data is reached through withProject only: it opens one transaction and
// names the project to row level security; without that name the database shows no row at all.
import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { z } from 'zod';
import { env } from '@/lib/env';
import { PrismaClient } from '@/prisma/generated/client';
import type { Prisma } from '@/prisma/generated/client';

export type Tx = Prisma.TransactionClient;
export type SqlClient = pg.PoolClient;

interface Connections {
  url: string;
  pool: pg.Pool;
  prisma: PrismaClient;
}

// Next evaluates modules more than once in one process; the pool must exist once.
const holder = globalThis as typeof globalThis & { countersignConnections?: Connections };
const projectIdSchema = z.uuid();

/** How long one transaction may take before it is given up, in milliseconds. */
const TRANSACTION_TIMEOUT_MS = 30_000;

function connections(): Connections {
  holder.countersignConnections ??= connect(appDatabaseUrl());
  return holder.countersignConnections;
}

function connect(connectionString: string): Connections {
  const pool = new pg.Pool({
    connectionString,
    max: env().COUNTERSIGN_POOL_SIZE,
    application_name: `countersign-${env().COUNTERSIGN_PROCESS}`,
  });
  // An idle client that loses its server must not end the process; the next query reports the failure.
  pool.on('error', () => undefined);
  return { url: connectionString, pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

function appDatabaseUrl(): string {
  const url = env().COUNTERSIGN_APP_DATABASE_URL;
  if (!url) throw new Error('No database: start Countersign with `npm start`, or set COUNTERSIGN_APP_DATABASE_URL.');
  return url;
}

/** Points this process at another database (tests, command line). Ends the connections of the one before. */
export async function useDatabase(appUrl: string): Promise<void> {
  await closeDatabase();
  holder.countersignConnections = connect(appUrl);
}

/** Which database this process works on, for a thread of it to work on the same one. Holds a password: never to be logged. */
export function databaseUrl(): string {
  return connections().url;
}

export async function closeDatabase(): Promise<void> {
  const open = holder.countersignConnections;
  delete holder.countersignConnections;
  if (!open) return;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}

/** Prisma for the global reference tables: user, session, project, membership, api_key, sign_in_attempt, worker_heartbeat. */
export function globalDatabase(): PrismaClient {
  return connections().prisma;
}

/**
 * Runs `work` in one transaction that sees one project. A throw rolls everything back. READ COMMITTED: correctness comes from
 * unique keys and guarded updates, so check the row counts of what you update.
 */
export async function withProject<T>(projectId: string, work: (tx: Tx) => Promise<T>, options: { timeoutMs?: number } = {}): Promise<T> {
  const context = projectContext(projectId);
  return connections().prisma.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(context);
      return work(tx);
    },
    { timeout: options.timeoutMs ?? TRANSACTION_TIMEOUT_MS, maxWait: TRANSACTION_TIMEOUT_MS },
  );
}

/** The same with a bare `pg` client, for the two hot paths (ingest, claim) only. */
export async function withProjectSql<T>(projectId: string, work: (client: SqlClient) => Promise<T>): Promise<T> {
  const context = projectContext(projectId);
  const client = await connections().pool.connect();
  let broken: Error | undefined;
  // A server that goes away between two statements is reported by the next one; unheard, the event would end the process.
  const onLost = (error: Error) => {
    broken = error;
  };
  client.on('error', onLost);
  try {
    await client.query(`BEGIN; ${context}`);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}

/** SET cannot take a parameter, so the id is proven to be a UUID before it is put into the statement. */
function projectContext(projectId: string): string {
  return `SET LOCAL app.project_id = '${projectIdSchema.parse(projectId)}'`;
}
