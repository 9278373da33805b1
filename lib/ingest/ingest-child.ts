// Test support: the ingest process as it is started in production, in the hands of a test that may kill it.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { INGEST_ARGS } from './start-args';

const OPEN_TIMEOUT_MS = 60_000;

export interface IngestChild {
  url: string;
  pid: number;
  /** Resolves when the process is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** Resolves when the door is open. */
export async function startIngestChild(appUrl: string, port: number, env: Record<string, string> = {}): Promise<IngestChild> {
  const child: ChildProcess = spawn(process.execPath, INGEST_ARGS, {
    // Nothing is inherited: settings of the shell that runs the tests must not change what is tested.
    env: {
      NODE_ENV: 'production',
      COUNTERSIGN_PROCESS: 'ingest',
      COUNTERSIGN_APP_DATABASE_URL: appUrl,
      INGEST_PORT: String(port),
      LOG_LEVEL: 'fatal',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const isOpen = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const deadline = Date.now() + OPEN_TIMEOUT_MS; !(await isOpen()); await sleep(20)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('the ingest process did not open its door');
  }
  return {
    url,
    pid: child.pid ?? 0,
    kill: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
