// Starts a whole Countersign with its samples in a fresh data folder, and ends it when the journeys are over.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiKey, owner, server } from './account';

const READY_TIMEOUT_MS = 180_000;

export default async function startServer(): Promise<() => Promise<void>> {
  // While journeys are being written they may run against a server that is up already, with the same first owner.
  if (process.env.COUNTERSIGN_E2E_RUNNING) return async () => undefined;
  const dataFolder = mkdtempSync(join(tmpdir(), 'countersign-e2e-'));
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', join('lib', 'cli', 'up.ts')], {
    stdio: ['ignore', process.env.COUNTERSIGN_E2E_LOG ? 'inherit' : 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: process.env.COUNTERSIGN_E2E_LOG ?? 'error',
      COUNTERSIGN_DATA_DIR: dataFolder,
      PORT: String(server.webPort),
      INGEST_PORT: String(server.ingestPort),
      COUNTERSIGN_BOOTSTRAP_EMAIL: owner.email,
      COUNTERSIGN_BOOTSTRAP_PASSWORD: owner.password,
      COUNTERSIGN_BOOTSTRAP_API_KEY: apiKey,
      COUNTERSIGN_SETTLE_MS: '500',
      COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS: '127.0.0.1',
    },
  });
  const stop = async () => {
    await stopChild(child);
    rmSync(dataFolder, { recursive: true, force: true });
  };
  await waitUntilSettled(child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return stop;
}

/** Ready, and no run of the samples waits for its checks any more. */
async function waitUntilSettled(child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`Countersign ended with code ${child.exitCode} before it was ready.`);
    if ((await isReady()) && (await areRunsChecked())) return;
    await sleep(500);
  }
  throw new Error('Countersign was not ready in time.');
}

async function isReady(): Promise<boolean> {
  const response = await fetch(`${server.webUrl}/api/health/ready`).catch(() => null);
  return response?.ok ?? false;
}

async function areRunsChecked(): Promise<boolean> {
  const response = await fetch(`${server.webUrl}/api/v1/runs?limit=200`, { headers: { authorization: `Bearer ${apiKey}` } }).catch(
    () => null,
  );
  if (!response?.ok) return false;
  const { runs } = (await response.json()) as { runs: { evaluated_at: string | null }[] };
  return runs.length >= 60 && runs.every((run) => run.evaluated_at !== null);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
