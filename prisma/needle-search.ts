// Test support: looks for values in everything that the database, the blob store and the server left on a disk.
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** Where the server keeps its files, after everything that it holds in memory was written there. */
export async function flushedDataDirectory(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('CHECKPOINT');
  await client.query('SELECT pg_switch_wal()');
  await client.query('CHECKPOINT');
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  await client.end();
  return rows[0]?.data_directory ?? '';
}

/** `<needle> in <file>` for each that stands in a file below the folder. */
export async function needlesInFiles(root: string, needles: readonly string[]): Promise<string[]> {
  const hits: string[] = [];
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    hits.push(...(await needlesInFile(join(entry.parentPath, entry.name), needles)).map((needle) => `${needle} in ${entry.name}`));
  }
  return hits;
}

/** `<needle> in <table>.<column>`: the same question to the living rows, which says where a leak is. */
export async function needlesInTables(ownerUrl: string, needles: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows: columns } = await client.query<{ place: string; expression: string; from: string }>(
    `SELECT format('%s.%s', c.relname, a.attname) AS place, format('%I.%I', n.nspname, c.relname) AS "from",
       CASE WHEN a.atttypid = 'bytea'::regtype THEN format('encode(%I, ''escape'')', a.attname) ELSE format('%I::text', a.attname) END AS expression
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const hits: string[] = [];
  for (const { place, from, expression } of columns) {
    const { rows } = await client.query<{ needle: string }>(
      `SELECT DISTINCT n.needle FROM unnest($1::text[]) AS n(needle) JOIN ${from} ON position(n.needle IN ${expression}) > 0`,
      [needles],
    );
    hits.push(...rows.map(({ needle }) => `${needle} in ${place}`));
  }
  await client.end();
  return hits.sort();
}

/** Read as bytes, with an overlap, so that a value across two reads is found as well. */
async function needlesInFile(path: string, needles: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  let tail = '';
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 })) {
      const text = tail + (chunk as Buffer).toString('latin1');
      for (const needle of needles) if (text.includes(needle)) found.add(needle);
      tail = text.slice(-100);
    }
  } catch (error) {
    // The server is shared: another test file may drop its database meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return [...found];
}
