// Vitest global set-up: one throw-away PostgreSQL server and one migrated template database for all database tests.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from './embedded-postgres';
import { migrate } from './migrate';

export interface TestServer {
  adminUrl: string;
  template: string;
  secret: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    countersignTestServer: TestServer;
  }
}

const TEMPLATE = 'countersign_template';

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  const secret = randomBytes(24).toString('hex');
  // Nothing here outlives the run, so durability is traded for speed.
  const server = await startEmbeddedPostgres({
    folder,
    password: secret,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  const stop = async () => {
    await server.stop();
    rmSync(dirname(server.dataFolder), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  const adminUrl = server.url('postgres');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrate(server.url(TEMPLATE), secret).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  project.provide('countersignTestServer', { adminUrl, template: TEMPLATE, secret });
  return stop;
}
