// The worker process: takes jobs until it is told to stop, then finishes what it holds.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { closeDatabase } from '@/lib/data/database';
import { recordHeartbeat, removeHeartbeat } from '@/lib/data/worker-heartbeat';
import { log } from '@/lib/log';
import { startTelemetry } from '@/lib/telemetry';
import { runWorker } from './run-worker';

const HEARTBEAT_MS = 5000;
const VERSION = '0.1.0';

const workerId = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
const stopTelemetry = startTelemetry('worker');
const runner = await runWorker();
const beat = () => recordHeartbeat(workerId, VERSION).catch((error: unknown) => log.warn({ err: error }, 'heartbeat failed'));
await beat();
const timer = setInterval(beat, HEARTBEAT_MS);

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  clearInterval(timer);
  await runner.stop();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

await runner.promise;
await removeHeartbeat(workerId).catch(() => undefined);
await closeDatabase();
await stopTelemetry();
process.exit(0);
