// Starts the PostgreSQL server that comes inside an npm package: on a first start it makes the cluster, later it finds it again.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type PostgresHome, postgresHome } from './postgres-home';

export interface EmbeddedPostgres {
  /** Connection string of the owner (superuser) for one database. */
  url(database: string): string;
  dataFolder: string;
  /** Whether somebody else had started it: then it is theirs to stop. */
  wasRunning: boolean;
  /** Fast shutdown: open transactions are rolled back, the server is down when this resolves. */
  stop(): Promise<void>;
}

interface Options {
  /** Folder for the cluster and its log; made when absent. */
  folder: string;
  password: string;
  /** Server settings beside the defaults, e.g. `{ fsync: 'off' }` for throw-away test clusters. */
  settings?: Record<string, string>;
  /** Variables of the server process, instead of those of this one. */
  environment?: Record<string, string>;
}

const OWNER = 'countersign_owner';
const START_TIMEOUT_MS = 60_000;

/** Starts (or finds running) the cluster in `folder`. Throws with the end of the server's own log when it does not come up. */
export async function startEmbeddedPostgres({ folder, password, settings = {}, environment }: Options): Promise<EmbeddedPostgres> {
  const home = postgresHome(folder);
  const dataFolder = join(home.folder, 'cluster');
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) initialise(home, dataFolder, password);
  const running = await findRunning(dataFolder, password);
  if (running !== null) return { ...handle(dataFolder, running, password, () => stopByPid(dataFolder)), wasRunning: true };
  rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
  const port = await freePort();
  const child = launch(home, dataFolder, port, settings, environment);
  await waitUntilReady(child, home, port, password);
  return handle(dataFolder, port, password, () => stopChild(child));
}

function handle(dataFolder: string, port: number, password: string, stop: () => Promise<void>): EmbeddedPostgres {
  const url = (database: string) => `postgresql://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  return { dataFolder, stop, url, wasRunning: false };
}

function initialise(home: PostgresHome, dataFolder: string, password: string): void {
  rmSync(dataFolder, { recursive: true, force: true });
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const passwordFile = join(home.folder, '.init-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.account) for (const path of [dataFolder, passwordFile]) chownSync(path, home.account.uid, home.account.gid);
  const result = spawnSync(
    join(home.binaries, 'bin', 'initdb'),
    [
      '-D',
      dataFolder,
      '-U',
      OWNER,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--no-instructions',
      '--data-checksums',
    ],
    { ...home.account, encoding: 'utf8', cwd: home.folder },
  );
  rmSync(passwordFile, { force: true });
  if (result.status === 0) return;
  rmSync(dataFolder, { recursive: true, force: true });
  throw new Error(
    `The database cluster could not be made: ${result.error?.message ?? result.stderr}. Set DATABASE_URL to use a server of your own.`,
  );
}

function launch(
  home: PostgresHome,
  dataFolder: string,
  port: number,
  settings: Record<string, string>,
  environment: Record<string, string> | undefined,
): ChildProcess {
  const all: Record<string, string> = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', ...settings };
  const logFile = openSync(join(home.folder, 'postgres.log'), 'a');
  const args = ['-D', dataFolder, '-p', String(port), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  return spawn(join(home.binaries, 'bin', 'postgres'), args, {
    ...home.account,
    cwd: home.folder,
    ...(environment ? { env: environment as NodeJS.ProcessEnv } : {}),
    stdio: ['ignore', logFile, logFile],
    detached: true,
  });
}

async function waitUntilReady(child: ChildProcess, home: PostgresHome, port: number, password: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (await answers(port, password)) return;
    await sleep(50);
  }
  child.kill('SIGINT');
  const log = readFileSync(join(home.folder, 'postgres.log'), 'utf8').split('\n').slice(-8).join('\n');
  throw new Error(`The embedded PostgreSQL did not start. Its log ends with:\n${log}\nSet DATABASE_URL to use a server of your own.`);
}

async function findRunning(dataFolder: string, password: string): Promise<number | null> {
  const port = Number(pidFile(dataFolder)[3]);
  return port > 0 && (await answers(port, password)) ? port : null;
}

/** Lines of postmaster.pid: pid, data folder, start time, port, … */
function pidFile(dataFolder: string): string[] {
  const path = join(dataFolder, 'postmaster.pid');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: OWNER, password, database: 'postgres', connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGINT');
  await ended;
}

async function stopByPid(dataFolder: string): Promise<void> {
  const pid = Number(pidFile(dataFolder)[0]);
  if (!(pid > 1)) return;
  process.kill(pid, 'SIGINT');
  while (existsSync(join(dataFolder, 'postmaster.pid'))) await sleep(50);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
