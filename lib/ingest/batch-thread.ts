// A thread of the ingest process that reads and stores large batches, so that the one that answers requests never waits for one.
import { platform, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { closeDatabase } from '@/lib/data/database';
import { type QuotaAsked, setQuotaKeeper } from '@/lib/data/ingest-quota';
import { log } from '@/lib/log';
import { startTelemetry } from '@/lib/telemetry';
import { type FromThread, type ToThread, toldError, toldFailure } from './thread-message';
import { takeOtlp } from './take-otlp';

const BEHIND_OTHERS = 5;
const port = parentPort;
if (!port) throw new Error('batch-thread runs as a thread of the ingest process only');
// Whoever waits for a short answer goes before a batch that takes long anyway; of this thread alone, where the system can tell threads apart.
if (platform() === 'linux') setPriority(BEHIND_OTHERS);
const stopTelemetry = startTelemetry('ingest');
const asked = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
let lastAsked = 0;

// Quotas are kept in one place for the whole process: what is used up here has to be refused at the door.
setQuotaKeeper({
  take: (question) =>
    new Promise((resolve, reject) => {
      lastAsked += 1;
      asked.set(lastAsked, { resolve, reject });
      tell({ what: 'quota', id: lastAsked, question });
    }),
  charge: (question: QuotaAsked) => tell({ what: 'charge', question }),
});

port.on('message', (message: ToThread) => {
  if (message.what === 'batch') void workOff(message);
  else if (message.what === 'quota') {
    const waiting = asked.get(message.id);
    asked.delete(message.id);
    if (message.failure) waiting?.reject(toldError(message.failure));
    else waiting?.resolve();
  } else void stop();
});

async function workOff({ id, actor, signal, encoding, body }: Extract<ToThread, { what: 'batch' }>): Promise<void> {
  try {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const { rejected, waiting, use } = await takeOtlp(actor, signal, encoding, bytes);
    tell({ what: 'taken', id, count: rejected.count, details: rejected.details, waiting, use });
  } catch (error) {
    tell({ what: 'failed', id, failure: toldFailure(error) });
  }
}

async function stop(): Promise<void> {
  try {
    await closeDatabase();
    await stopTelemetry();
  } catch (error) {
    log.warn({ err: error }, 'ingest: a thread did not stop cleanly');
  }
  port?.close();
}

function tell(message: FromThread): void {
  port?.postMessage(message);
}
