// A PostgreSQL of its own for measurements at scale: durability is traded for speed while it is filled, memory is set as on a small server.
import pg from 'pg';
import { closeDatabase, globalDatabase, useDatabase, withProject } from '@/lib/data/database';
import { migrate } from '@/prisma/migrate';
import { createBenchProject } from '@/prisma/bench-project';
import { startEmbeddedPostgres } from '@/prisma/embedded-postgres';

export interface ScaleDatabase {
  ownerUrl: string;
  appUrl: string;
  projectId: string;
  /** Runs `work` while secondary indexes are away, and builds them afterwards, when `isBulk`. */
  withoutIndexes(isBulk: boolean, work: () => Promise<void>): Promise<void>;
  /** Whether its project has no run yet. */
  isEmpty(): Promise<boolean>;
  close(keepsRunning?: boolean): Promise<void>;
}

const PASSWORD = 'scale';
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '2GB',
  max_wal_size: '8GB',
  maintenance_work_mem: '1GB',
  effective_cache_size: '8GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** Opens or makes the database; its project is `scale`. lib/data points at it afterwards. */
export async function openScaleDatabase(folder: string, name: string): Promise<ScaleDatabase> {
  const server = await startEmbeddedPostgres({ folder, password: PASSWORD, settings: SETTINGS });
  await createDatabase(server.url('postgres'), name);
  const ownerUrl = server.url(name);
  const { appUrl } = await migrate(ownerUrl, PASSWORD);
  await useDatabase(appUrl);
  const known = await globalDatabase().project.findUnique({ where: { slug: 'scale' } });
  const projectId = known?.id ?? (await createBenchProject('scale')).projectId;
  return {
    ownerUrl,
    appUrl,
    projectId,
    withoutIndexes: (isBulk, work) => (isBulk ? withoutIndexes(ownerUrl, work) : work()),
    isEmpty: () =>
      withProject(projectId, async (tx) => (await tx.run.findFirst({ where: { projectId }, select: { runId: true } })) === null),
    close: async (keepsRunning = false) => {
      await closeDatabase();
      if (!keepsRunning) await server.stop();
    },
  };
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  await asOwner(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

const BULK = ['run%', 'step%', 'passage', 'claim', 'finding', 'risk', 'item', 'review_event', 'search_word', 'pattern', 'run_input'];

/** Keys and indexes are built faster over rows that are there. Statistics are gathered at the end. */
async function withoutIndexes(ownerUrl: string, work: () => Promise<void>): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    const { rows: keys } = await client.query<{ drop: string; add: string }>(
      `SELECT format('ALTER TABLE %I DROP CONSTRAINT %I', t.relname, k.conname) AS drop,
         format('ALTER TABLE %I ADD CONSTRAINT %I %s', t.relname, k.conname, pg_get_constraintdef(k.oid)) AS add
       FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
       WHERE n.nspname = 'public' AND t.relname LIKE ANY ($1) AND k.contype = 'p'
         AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.confrelid = t.oid)`,
      [BULK],
    );
    for (const { drop } of keys) await client.query(drop);
    const { rows: indexes } = await client.query<{ drop: string; add: string }>(
      `SELECT format('DROP INDEX %I', c.relname) AS drop, pg_get_indexdef(i.indexrelid) AS add
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
       WHERE n.nspname = 'public' AND t.relname LIKE ANY ($1) AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid)`,
      [BULK],
    );
    for (const { drop } of indexes) await client.query(drop);
    try {
      await work();
    } finally {
      for (const { add } of [...keys, ...indexes]) {
        const startedAt = performance.now();
        await client.query(add);
        const seconds = (performance.now() - startedAt) / 1000;
        if (seconds > 5) console.log(`${seconds.toFixed(0)} s: ${add.slice(0, 90)}`);
      }
      await client.query('VACUUM ANALYZE');
    }
  });
}

async function asOwner(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
