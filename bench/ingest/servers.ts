// What the ingest benchmarks run against: a database of their own, the door as its own process, and a peer when it is installed.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase, useDatabase } from '@/lib/data/database';
import { freePort, startIngestChild } from '@/lib/ingest/ingest-child';
import { type TcpRelay, startTcpRelay } from '@/lib/ingest/tcp-relay';
import { createBenchProject } from '@/prisma/bench-project';
import { startEmbeddedPostgres } from '@/prisma/embedded-postgres';
import { migrate } from '@/prisma/migrate';

export interface IngestServers {
  appUrl: string;
  ownerUrl: string;
  projectId: string;
  key: string;
  port: number;
  pid: number;
  /** Between the door and its database, where one was asked for: it costs throughput. */
  relay: TcpRelay | null;
  stop(): Promise<void>;
}

/** Quotas are off unless `env` sets them: they are not what is measured. */
export async function startIngestServers({
  isRelayed = false,
  env = {},
}: {
  isRelayed?: boolean;
  env?: Record<string, string>;
} = {}): Promise<IngestServers> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const server = await startEmbeddedPostgres({ folder, password: randomBytes(12).toString('hex') });
  const ownerUrl = server.url('postgres');
  const { appUrl } = await migrate(ownerUrl, randomBytes(24).toString('hex'));
  await useDatabase(appUrl);
  const project = await createBenchProject();
  const relay = isRelayed ? await startTcpRelay(Number(new URL(ownerUrl).port)) : null;
  const port = await freePort();
  const child = await startIngestChild(relay ? Object.assign(new URL(appUrl), { port: String(relay.port) }).toString() : appUrl, port, {
    COUNTERSIGN_MAX_SPANS_PER_SECOND: '0',
    COUNTERSIGN_MAX_BYTES_PER_DAY: '0',
    COUNTERSIGN_MAX_RUNS_PER_DAY: '0',
    COUNTERSIGN_MAX_KEY_REQUESTS_PER_SECOND: '0',
    ...env,
  });
  return {
    appUrl,
    ownerUrl,
    ...project,
    port,
    pid: child.pid,
    relay,
    stop: async () => {
      await child.kill('SIGTERM');
      await relay?.close();
      await closeDatabase();
      await server.stop();
      rmSync(dirname(server.dataFolder), { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** promptfoo's receiver, or null with a word about how to install it. */
export async function startPromptfoo(): Promise<{ port: number; pid: number; stop: () => void } | null> {
  const peers = join(import.meta.dirname, '..', 'peers');
  if (!existsSync(join(peers, 'node_modules', 'promptfoo'))) {
    console.log(
      'promptfoo is not installed, so nothing is compared with it: npm install --ignore-scripts --no-package-lock --prefix bench/peers',
    );
    return null;
  }
  const [port, folder] = [await freePort(), mkdtempSync(join(tmpdir(), 'countersign-peer-'))];
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', join(peers, 'promptfoo-receiver.ts'), String(port)], {
    env: { NODE_ENV: 'production', PROMPTFOO_CONFIG_DIR: folder, PROMPTFOO_DISABLE_TELEMETRY: '1', PROMPTFOO_DISABLE_UPDATE: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const isOpen = () =>
    fetch(`http://127.0.0.1:${port}/health`)
      .then(({ ok }) => ok)
      .catch(() => false);
  for (const deadline = Date.now() + 60_000; !(await isOpen()); await sleep(100)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('promptfoo did not start');
  }
  return {
    port,
    pid: child.pid ?? 0,
    stop: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Megabytes of memory that a process holds now; NaN where the system does not tell. */
export function residentMegabytes(pid: number): number {
  const path = `/proc/${pid}/status`;
  const kilobytes = existsSync(path) ? /VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
  return kilobytes === undefined ? Number.NaN : Math.round(Number(kilobytes) / 1024);
}
