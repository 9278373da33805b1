// Test support: ingest under load while its process, or all of PostgreSQL, is killed at random moments; then what was acknowledged is looked for.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { closeDatabase, useDatabase } from '@/lib/data/database';
import { createBenchProject } from '@/prisma/bench-project';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/prisma/embedded-postgres';
import { migrate } from '@/prisma/migrate';
import { freePort, type IngestChild, startIngestChild } from './ingest-child';
import { seeded, type SpanLoad, startSpanLoad } from './span-load';
import { startTcpRelay } from './tcp-relay';

export interface KillReport {
  kills: number;
  acknowledged: number;
  /** Acknowledged spans without a row of their own, of either table. */
  missing: number;
  /** Rows beyond one for each span that was sent, and runs that count other than they hold. */
  surplus: number;
  /** Runs without a waiting job: nobody would ever settle them. */
  jobless: number;
  refused: number;
  repeated: number;
  /** B-trees that amcheck read, with every heap row looked up in its index; it throws at the first that is wrong. */
  indexesChecked: number;
}

interface KillOptions {
  victim: 'ingest' | 'postgres';
  kills: number;
  seed: number;
  onKill?: (done: number) => void;
}

/** Milliseconds under load before each kill. */
const MIN_LOAD_MS = 30;
const MAX_LOAD_MS = 500;

export async function killRun({ victim, kills, seed, onKill }: KillOptions): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-kill-'));
  const password = randomBytes(12).toString('hex');
  let server = await startEmbeddedPostgres({ folder, password });
  const relay = await startTcpRelay(portOf(server));
  let child: IngestChild | undefined;
  try {
    const { appUrl } = await migrate(server.url('postgres'), randomBytes(24).toString('hex'));
    await useDatabase(appUrl);
    const { projectId, key } = await createBenchProject();
    await closeDatabase();
    const [relayed, port] = [Object.assign(new URL(appUrl), { port: String(relay.port) }).toString(), await freePort()];
    child = await startIngestChild(relayed, port);
    const load = startSpanLoad(child.url, key, seed);
    const random = seeded(seed);
    await untilAcknowledged(load);
    for (let done = 0; done < kills; done++) {
      await sleep(MIN_LOAD_MS + random() * (MAX_LOAD_MS - MIN_LOAD_MS));
      if (victim === 'ingest') {
        await child.kill('SIGKILL');
        child = await startIngestChild(relayed, port);
      } else {
        // Every third time as `pg_ctl stop -m immediate` does it.
        await killPostgres(server.dataFolder, done % 3 === 2 ? 'SIGQUIT' : 'SIGKILL');
        server = await startEmbeddedPostgres({ folder, password });
        relay.target = portOf(server);
      }
      await untilAcknowledged(load);
      onKill?.(done + 1);
    }
    await load.stop();
    return { kills, refused: load.refused, repeated: load.repeated, ...(await compare(server.url('postgres'), projectId, load)) };
  } finally {
    await child?.kill('SIGTERM');
    await relay.close();
    await server.stop();
    rmSync(dirname(server.dataFolder), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

function portOf(server: EmbeddedPostgres): number {
  return Number(new URL(server.url('postgres')).port);
}

/** So that there is load before each kill: the door has to have opened, or found its way back, first. */
async function untilAcknowledged({ acknowledged }: SpanLoad): Promise<void> {
  const before = acknowledged.size;
  for (const deadline = Date.now() + 60_000; acknowledged.size <= before; await sleep(10)) {
    if (Date.now() > deadline) throw new Error('nothing was acknowledged for a minute, although nothing was killed');
  }
}

async function killPostgres(dataFolder: string, signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
  const postmaster = Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const pids = [postmaster, ...childrenOf(postmaster)];
  for (const pid of signal === 'SIGKILL' ? pids : [postmaster]) signalQuietly(pid, signal);
  while (pids.some((pid) => isRunning(pid))) await sleep(5);
}

function childrenOf(parent: number): number[] {
  const rows = existsSync('/proc/self/stat')
    ? readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [[Number(name), Number(statOf(name)[1])]] : []))
    : spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
        .stdout.split('\n')
        .map((line) => line.trim().split(/\s+/).map(Number));
  return rows.flatMap(([pid, ppid]) => (ppid === parent && pid ? [pid] : []));
}

/** State, parent and so on: what stands after the name of the command. */
function statOf(pid: string | number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  return signalQuietly(pid, 0) && statOf(pid)[0] !== 'Z';
}

function signalQuietly(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

type Comparison = Pick<KillReport, 'acknowledged' | 'missing' | 'surplus' | 'jobless' | 'indexesChecked'>;

/** Looks as the owner, behind row level security, directly at the server. */
async function compare(ownerUrl: string, projectId: string, { acknowledged }: SpanLoad): Promise<Comparison> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const rowsOf = async (table: 'step' | 'step_io') => {
      const { rows } = await client.query<{ id: string }>(`SELECT run_id || ' ' || step_id AS id FROM ${table} WHERE project_id = $1`, [
        projectId,
      ]);
      return rows.map(({ id }) => id);
    };
    const sent = [...acknowledged].flatMap(([runId, spanIds]) => [...spanIds].map((spanId) => `${runId} ${spanId}`));
    const [steps, bodies] = [await rowsOf('step'), await rowsOf('step_io')];
    const [stepSet, bodySet] = [new Set(steps), new Set(bodies)];
    const { rows: counts } = await client.query<{ wrong: number; jobless: number }>(
      `SELECT count(*) FILTER (WHERE r.step_count <> (SELECT count(*) FROM step s WHERE s.project_id = r.project_id AND s.run_id = r.run_id))::int AS wrong,
         count(*) FILTER (WHERE NOT EXISTS (SELECT FROM graphile_worker._private_jobs j WHERE j.payload->>'runId' = r.run_id))::int AS jobless
       FROM run r WHERE r.project_id = $1`,
      [projectId],
    );
    await client.query('CREATE EXTENSION IF NOT EXISTS amcheck');
    const { rows: checked } = await client.query(
      `SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam AND a.amname = 'btree'
       JOIN pg_index i ON i.indexrelid = c.oid WHERE c.relkind = 'i' AND c.relpersistence <> 't' AND i.indisready AND i.indisvalid`,
    );
    return {
      acknowledged: sent.length,
      missing: sent.filter((id) => !stepSet.has(id) || !bodySet.has(id)).length,
      surplus: steps.length - sent.length + (bodies.length - sent.length) + (counts[0]?.wrong ?? 0),
      jobless: counts[0]?.jobless ?? 0,
      indexesChecked: checked.length,
    };
  } finally {
    await client.end();
  }
}
