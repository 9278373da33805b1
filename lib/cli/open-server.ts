// The PostgreSQL to work on: the one DATABASE_URL names, or the embedded one below the data folder.
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { Env } from '@/lib/env';
import { startEmbeddedPostgres } from '@/prisma/embedded-postgres';

export interface OpenServer {
  ownerUrl: string;
  /** Whether it ran before it was asked for: then it is not ours to stop when the work is done. */
  wasRunning: boolean;
  stop(): Promise<void>;
}

const DATABASE = 'countersign';

export async function openServer(settings: Env, secret: string): Promise<OpenServer> {
  if (settings.DATABASE_URL) return { ownerUrl: settings.DATABASE_URL, wasRunning: true, stop: async () => undefined };
  const password = createHmac('sha256', secret).update('embedded owner').digest('base64url');
  const server = await startEmbeddedPostgres({ folder: join(settings.COUNTERSIGN_DATA_DIR, 'postgres'), password });
  await createDatabase(server.url('postgres'));
  return { ownerUrl: server.url(DATABASE), wasRunning: server.wasRunning, stop: () => server.stop() };
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
