// How many bytes of each table and of its indexes a run takes.
import pg from 'pg';

export interface TableBytes {
  table: string;
  heap: number;
  toast: number;
  indexes: number;
}

/** Prints a table of bytes a run and answers it; tables below one byte a run are left out. */
export async function bytesPerRun(ownerUrl: string, runs: number): Promise<TableBytes[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ table: string; heap: string; toast: string; indexes: string }>(
    `SELECT c.relname AS table, pg_relation_size(c.oid) AS heap, coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0) AS toast,
       pg_indexes_size(c.oid) AS indexes FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY pg_total_relation_size(c.oid) DESC`,
  );
  await client.end();
  const all = rows
    .map(({ table, ...sizes }) => ({
      table,
      heap: Number(sizes.heap) / runs,
      toast: Number(sizes.toast) / runs,
      indexes: Number(sizes.indexes) / runs,
    }))
    .filter(({ heap, toast, indexes }) => heap + toast + indexes >= 1);
  const line = (name: string, heap: number, toast: number, indexes: number) =>
    console.log(name.padEnd(16), ...[heap, toast, indexes, heap + toast + indexes].map((value) => value.toFixed(0).padStart(8)));
  console.log(`bytes a run      ${['heap', 'toast', 'indexes', 'all'].map((name) => name.padStart(8)).join(' ')}`);
  for (const { table, heap, toast, indexes } of all) line(table, heap, toast, indexes);
  const sum = (part: keyof Omit<TableBytes, 'table'>) => all.reduce((total, row) => total + row[part], 0);
  line('all', sum('heap'), sum('toast'), sum('indexes'));
  return all;
}
