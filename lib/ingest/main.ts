// The ingest process: opens the door on INGEST_PORT until it is told to stop.
import { availableParallelism } from 'node:os';
import { closeDatabase } from '@/lib/data/database';
import { saySpent } from '@/lib/data/ingest/ingest-quota';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { startTelemetry } from '@/lib/telemetry';
import { BatchThreads } from './batch-threads';
import { createDoor } from './door';
import { startIngestServer } from './server';

const stopTelemetry = startTelemetry('ingest');
const threads = new BatchThreads(env().COUNTERSIGN_INGEST_THREADS ?? Math.min(4, availableParallelism()));
const server = await startIngestServer(createDoor(threads.count > 0 ? { threads } : {}), env().INGEST_PORT);
log.info({ port: server.port }, 'ingest: open');

let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void stop(signal);
  });
}

/** Requests under way are answered before the database is let go. */
async function stop(signal: string): Promise<void> {
  log.info({ signal }, 'ingest: stopping');
  await server.stop();
  await threads.stop();
  await saySpent();
  await closeDatabase();
  await stopTelemetry();
  process.exit(0);
}
