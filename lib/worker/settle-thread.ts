// The thread of settle-apart.ts: settles the run that it is told, answers with null or the error, and is ended.
import { parentPort } from 'node:worker_threads';
import { closeDatabase, useDatabase } from '@/lib/data/database';
import { startTelemetry } from '@/lib/telemetry';
import type { SettleMessage } from './settle-apart';
import { settleAtRest } from './settle-run';

const port = parentPort;
if (!port) throw new Error('settle-thread runs as a thread of the worker process only');
const stopTelemetry = startTelemetry('worker');

port.once('message', async ({ url, projectId, runId }: SettleMessage) => {
  await useDatabase(url);
  const failure = await settleAtRest(projectId, runId).then(
    () => null,
    (error: unknown) => error,
  );
  await closeDatabase().catch(() => undefined);
  await stopTelemetry();
  port.postMessage(failure);
});
