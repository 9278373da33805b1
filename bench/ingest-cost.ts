// What a span costs in processor time: in the door, in PostgreSQL and in a bare INSERT … SELECT unnest of the same rows. Unlike spans per second it
// holds on a machine that has other things to do as well. Linux only: the times are read from /proc.
// node --conditions=react-server --import tsx bench/ingest-cost.ts [--batches 1,10,500] [--rounds 3] [--concurrency 4]
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { decodeTraces } from '@/lib/ingest/otlp-protobuf';
import { SOURCES } from '@/lib/sources/registry';
import { runsFromSpans } from '@/lib/sources/runs-from-spans';
import { bareBatch, insertBare } from './ingest/bare-insert';
import { spansPerSecond, workOff } from './ingest/http-load';
import { statOf } from './ingest/process-time';
import { startIngestServers } from './ingest/servers';
import { benchSpans } from './ingest/spans';

const { values } = parseArgs({
  options: {
    batches: { type: 'string', default: '1,10,500' },
    rounds: { type: 'string', default: '3' },
    concurrency: { type: 'string', default: '4' },
  },
});
const [rounds, concurrency] = [Number(values.rounds), Number(values.concurrency)];
const SPANS_A_ROUND: { [batch: number]: number } = { 1: 300, 10: 2000, 100: 6000, 500: 10_000 };
const MICROS_A_TICK = 10_000;

const servers = await startIngestServers();
const pool = new pg.Pool({ connectionString: servers.appUrl, max: concurrency });
const owner = new pg.Client({ connectionString: servers.ownerUrl });
await owner.connect();
const postmaster = statOf((await owner.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0).parent;
try {
  console.log('| batch | door µs | PostgreSQL µs | bare: client µs | bare: PostgreSQL µs | bare / door | WAL bytes | WAL of bare |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const batch of values.batches.split(',').map(Number)) await measure(batch);
} finally {
  await pool.end();
  await owner.end();
  await servers.stop();
}

async function measure(batch: number): Promise<void> {
  const seen = { door: [] as number[], database: [] as number[], client: [] as number[], bare: [] as number[] };
  const wal = { door: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const bodies = Array.from({ length: Math.ceil((SPANS_A_ROUND[batch] ?? 5000) / batch) }, () => ({
      spans: batch,
      bytes: encodeTraces(benchSpans(batch), { 'service.name': 'bench' }),
    }));
    const rows = bodies.map(({ bytes }) => bareBatch(runsFromSpans(decodeTraces(bytes).items, SOURCES), randomBytes(4).toString('hex')));
    const spans = bodies.length * batch;
    const target = { port: servers.port, headers: { 'content-type': 'application/x-protobuf', 'x-api-key': servers.key } };
    const sent = await spent(() => spansPerSecond(target, bodies, concurrency));
    const bare = await spent(() => workOff(rows, concurrency, (one) => insertBare(pool, servers.projectId, one)));
    if (round === 0) continue;
    seen.door.push(sent.door / spans);
    seen.database.push(sent.database / spans);
    seen.client.push(bare.here / spans);
    seen.bare.push(bare.database / spans);
    wal.door.push(sent.wal / spans);
    wal.bare.push(bare.wal / spans);
  }
  const [door, database, client, bare] = [seen.door, seen.database, seen.client, seen.bare].map(median) as [number, number, number, number];
  const ratio = ((client + bare) / (door + database)).toFixed(2);
  const figures = [door, database, client, bare].map((figure) => figure.toFixed(0)).join(' | ');
  console.log(`| ${batch} | ${figures} | ${ratio} | ${median(wal.door).toFixed(0)} | ${median(wal.bare).toFixed(0)} |`);
}

/** Microseconds of processor time and bytes of write-ahead log that the work took. */
async function spent(work: () => Promise<unknown>): Promise<{ door: number; database: number; here: number; wal: number }> {
  await owner.query('CHECKPOINT');
  const [door, database, here, { rows }] = [
    statOf(servers.pid).ticks,
    databaseTicks(),
    process.cpuUsage(),
    await owner.query<{ at: string }>('SELECT pg_current_wal_lsn()::text AS at'),
  ];
  await work();
  const after = process.cpuUsage(here);
  const times = {
    door: (statOf(servers.pid).ticks - door) * MICROS_A_TICK,
    database: (databaseTicks() - database) * MICROS_A_TICK,
    here: after.user + after.system,
  };
  const { rows: written } = await owner.query<{ bytes: string }>('SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), $1) AS bytes', [
    rows[0]?.at,
  ]);
  return { ...times, wal: Number(written[0]?.bytes) };
}

/** All processes of the server, those that have ended among them. */
function databaseTicks(): number {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .reduce((sum, { parent, ticks }) => (parent === postmaster ? sum + ticks : sum), statOf(postmaster).ended);
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
}
