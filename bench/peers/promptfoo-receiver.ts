// promptfoo's own OTLP receiver with its own store, as its packages have it: started by bench/ingest.ts on the port that it names.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, 'node_modules', 'promptfoo');
const load = createRequire(join(root, 'package.json'));
const source = join(root, 'dist', 'src');
/** Its parts are bundled under names that end in a hash. */
const part = (name: string) => join(source, readdirSync(source).find((file) => file.startsWith(`${name}-`) && file.endsWith('.cjs')) ?? '');

interface Database {
  run(sql: unknown): void;
}
const { getDb } = load(part('tables')) as { getDb: () => Database };
const { migrate } = load('drizzle-orm/better-sqlite3/migrator') as {
  migrate: (database: Database, options: { migrationsFolder: string }) => void;
};
const { sql } = load('drizzle-orm') as { sql: { raw: (text: string) => unknown } };
const { startOTLPReceiver } = load(part('otlpReceiver')) as { startOTLPReceiver: (port: number, host: string) => Promise<void> };

migrate(getDb(), { migrationsFolder: join(root, 'dist', 'drizzle') });
// Traces hang below an evaluation; without one every span would be refused by a foreign key.
getDb().run(sql.raw(`INSERT OR IGNORE INTO evals (id, created_at, results, config) VALUES ('bench', 0, '{}', '{}')`));
await startOTLPReceiver(Number(process.argv[2]), '127.0.0.1');
