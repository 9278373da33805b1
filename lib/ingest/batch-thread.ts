// A thread of the ingest process that reads and stores large batches, so that the one that answers requests never waits for one.
import { platform, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { closeDatabase } from '@/lib/data/database';
import { type QuotaAsked, setQuotaKeeper } from '@/lib/data/ingest/ingest-quota';
import { log } from '@/lib/log';
import { startTelemetry } from '@/lib/telemetry';
import { type FromThread, type ToldCall, type ToThread, toldError, toldFailure } from './thread-message';
import { doorRoute } from './door-route';
import { takeOtlp } from './take-otlp';
import { takeSurface } from './take-surface';

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
  if (message.what === 'batch') void workOff(message.id, () => batchTaken(message));
  else if (message.what === 'call') void workOff(message.id, () => callTaken(message.id, message.call));
  else if (message.what === 'quota') {
    const waiting = asked.get(message.id);
    asked.delete(message.id);
    if (message.failure) waiting?.reject(toldError(message.failure));
    else waiting?.resolve();
  } else void stop();
});

async function workOff(id: number, work: () => Promise<FromThread>): Promise<void> {
  try {
    tell(await work());
  } catch (error) {
    tell({ what: 'failed', id, failure: toldFailure(error) });
  }
}

async function batchTaken({ id, actor, signal, encoding, body }: Extract<ToThread, { what: 'batch' }>): Promise<FromThread> {
  const { rejected, waiting, use } = await takeOtlp(actor, signal, encoding, bufferOf(body));
  return { what: 'taken', id, count: rejected.count, details: rejected.details, waiting, use };
}

async function callTaken(id: number, { actor, method, url, headers: pairs, body }: ToldCall): Promise<FromThread> {
  const [address, headers] = [new URL(url), new Headers(pairs)];
  const route = doorRoute(method, address.pathname, headers.get('content-type') ?? '');
  if (route.kind !== 'surface') throw new Error(`a thread was given ${method} ${address.pathname}, which is no surface`);
  const { answer, waiting } = await takeSurface(actor, route.surface, route.match, address, headers, bufferOf(body));
  return { what: 'answered', id, answer, waiting };
}

function bufferOf(body: Uint8Array): Buffer {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
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
