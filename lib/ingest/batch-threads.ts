// The threads that large batches are given to: started when they are needed, started again when one dies.
import type { Worker } from 'node:worker_threads';
import { keepQuota, type QuotaAsked } from '@/lib/data/ingest/ingest-quota';
import type { Actor } from '@/lib/domain/policy';
import { unavailable } from '@/lib/errors';
import { log } from '@/lib/log';
import { startThread } from '@/lib/typescript-thread';
import { Rejections } from './decode-budget';
import type { OtlpEncoding } from './otlp-answer';
import type { TakenOtlp } from './take-otlp';
import type { TakenCall } from './take-surface';
import { type FromThread, type ToldCall, type ToThread, toldError, toldFailure } from './thread-message';

/**
 * Megabytes for what is young. Most of a batch is dropped when its rows are sent: with half as much it is copied up to three times more often before
 * that, and part of it is taken for old.
 */
const YOUNG_MB = 128;
const STOP_MS = 10_000;

interface Thread {
  worker: Worker;
  pending: Map<number, { resolve: (message: FromThread) => void; reject: (error: Error) => void }>;
}

export class BatchThreads {
  private readonly threads: (Thread | null)[];
  private lastId = 0;

  constructor(readonly count: number) {
    this.threads = Array.from({ length: count }, () => null);
  }

  /**
   * As `takeOtlp`, in the thread that has least to do. Throws `unavailable` when it dies over it: nothing is acknowledged then. The bytes of traces
   * go over to the thread and are empty here afterwards; those of logs may have to be put by.
   */
  async take(actor: Actor, signal: 'traces' | 'logs', encoding: OtlpEncoding, body: Buffer): Promise<TakenOtlp> {
    const given = signal === 'traces' && body.byteLength === body.buffer.byteLength ? [body.buffer as ArrayBuffer] : [];
    const message = (id: number) => ({ what: 'batch', id, actor, signal, encoding, body }) as const;
    const { count, details, waiting, use } = await this.ask('taken', message, given);
    return { rejected: Rejections.of(count, details), waiting, use };
  }

  /** As `takeSurface`. */
  async call(call: ToldCall): Promise<TakenCall> {
    const { answer, waiting } = await this.ask('answered', (id) => ({ what: 'call', id, call }));
    return { answer, waiting };
  }

  private async ask<W extends FromThread['what']>(
    what: W,
    message: (id: number) => ToThread,
    given: ArrayBuffer[] = [],
  ): Promise<Extract<FromThread, { what: W }>> {
    const { worker, pending } = this.idlest();
    this.lastId += 1;
    const id = this.lastId;
    const said = await new Promise<FromThread>((resolve, reject) => {
      pending.set(id, { resolve, reject });
      tell(worker, message(id), given);
    });
    if (said.what !== what) throw new Error(`a thread said ${said.what} where ${what} was asked`);
    return said as Extract<FromThread, { what: W }>;
  }

  /** When everything that was given has been answered. */
  async stop(): Promise<void> {
    await Promise.all(
      this.threads.map(async (thread) => {
        if (!thread) return;
        const gone = new Promise<void>((resolve) => thread.worker.once('exit', () => resolve()));
        tell(thread.worker, { what: 'stop' });
        const cutOff = setTimeout(() => void thread.worker.terminate(), STOP_MS);
        await gone;
        clearTimeout(cutOff);
      }),
    );
  }

  private idlest(): Thread {
    let best = 0;
    const load = (index: number) => this.threads[index]?.pending.size ?? 0;
    for (let index = 1; index < this.threads.length; index++) if (load(index) < load(best)) best = index;
    const thread = this.threads[best] ?? this.start(best);
    this.threads[best] = thread;
    return thread;
  }

  private start(index: number): Thread {
    const worker = startThread(new URL('./batch-thread.ts', import.meta.url), { maxYoungGenerationSizeMb: YOUNG_MB });
    const thread: Thread = { worker, pending: new Map() };
    worker.on('message', (message: FromThread) => hear(thread, message));
    worker.on('error', (error) => log.error({ err: error }, 'ingest: a thread failed'));
    worker.on('exit', () => {
      if (this.threads[index] === thread) this.threads[index] = null;
      for (const { reject } of thread.pending.values())
        reject(unavailable('internal', 'Something failed on our side before the batch was stored. Send it again in a few seconds.'));
      thread.pending.clear();
    });
    return thread;
  }
}

function hear({ worker, pending }: Thread, message: FromThread): void {
  if (message.what === 'quota') void answerQuota(worker, message.id, message.question);
  else if (message.what === 'charge') keepQuota.charge(message.question);
  else {
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.what === 'failed') waiting?.reject(toldError(message.failure));
    else waiting?.resolve(message);
  }
}

async function answerQuota(worker: Worker, id: number, question: QuotaAsked): Promise<void> {
  const failure = await keepQuota.take(question).then(
    () => null,
    (error: unknown) => toldFailure(error),
  );
  tell(worker, { what: 'quota', id, failure });
}

function tell(worker: Worker, message: ToThread, given: ArrayBuffer[] = []): void {
  worker.postMessage(message, given);
}
