// Settles very large runs in a thread of their own: putting one together and checking it takes seconds in one go, in which the
// process would hear nothing of its database and nobody else's run would be checked. One at a time, because of the memory they take.
import type { Worker } from 'node:worker_threads';
import { databaseUrl } from '@/lib/data/database';
import type { RunWeight } from '@/lib/data/checking/run-weight';
import { startThread } from '@/lib/typescript-thread';

export interface SettleMessage {
  url: string;
  projectId: string;
  runId: string;
}

const MANY_STEPS = 2000;
const MANY_BYTES = 2 * 1024 * 1024;
/** A run that needs more than this fails alone, and not with the process. */
const MEMORY_MB = 4096;

let last: Promise<void> = Promise.resolve();

export function isLarge({ steps, bytes }: RunWeight): boolean {
  return steps > MANY_STEPS || bytes > MANY_BYTES;
}

/** As `settleAtRest`, when those before it are done. */
export function settleApart(projectId: string, runId: string): Promise<void> {
  const settled = last.then(() => inThread(projectId, runId));
  last = settled.catch(() => undefined);
  return settled;
}

function inThread(projectId: string, runId: string): Promise<void> {
  const thread = startThread(new URL('./settle-thread.ts', import.meta.url), { maxOldGenerationSizeMb: MEMORY_MB });
  return new Promise<void>((resolve, reject) => {
    thread.once('message', (failure: Error | null) => (failure ? reject(failure) : resolve()));
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the thread that settles a large run has ended')));
    thread.postMessage({ url: databaseUrl(), projectId, runId } satisfies SettleMessage);
  }).finally(() => end(thread));
}

async function end(thread: Worker): Promise<void> {
  thread.removeAllListeners();
  await thread.terminate();
}
