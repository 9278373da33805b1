// Reads a document in a thread of its own, with a cap on time and memory, so that no file can hang or exhaust the process.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { MediaTypeHint } from '@/lib/domain/document';
import type { TextLayer } from '@/lib/domain/text-layer';
import { ExpectedError, unavailable } from '@/lib/errors';
import { log } from '@/lib/log';
import { DEFAULT_DOCUMENT_LIMITS } from './document-limits';
import type { DocumentLimits } from './document-limits';
import type { ThreadAnswer, ThreadRequest } from './extract-thread';
import type { ImageBoxes } from './image-text';
import type { MediaType } from './media-type';

export interface DocumentReading {
  mediaType: MediaType;
  /** Null when the document could not be opened; `problem` then says why. */
  layer: TextLayer | null;
  problem: string | null;
}

interface Waiting {
  request: ThreadRequest;
  resolve: (reading: DocumentReading) => void;
  reject: (error: Error) => void;
}

const MAX_THREADS = 2;
const MAX_WAITING = 200;
const IDLE_MS = 15_000;
/** A thread is replaced after so many documents: what a parser leaves behind does not add up. */
const DOCUMENTS_PER_THREAD = 100;

const waiting: Waiting[] = [];
const idle: DocumentThread[] = [];
let threadCount = 0;

/**
 * The kind and the text layer of a document. Rejects with an ExpectedError for bytes that are no document at all (413, 415, 422) and
 * when too many wait (503); a document that cannot be opened resolves with `layer: null` and the reason.
 */
export async function readDocument(
  bytes: Uint8Array,
  options: { hint?: MediaTypeHint; boxes?: ImageBoxes; limits?: Partial<DocumentLimits> } = {},
): Promise<DocumentReading> {
  const limits = { ...DEFAULT_DOCUMENT_LIMITS, ...options.limits };
  if (bytes.length > limits.bytes) {
    throw new ExpectedError(
      'invalid',
      'too_large',
      `The document has ${bytes.length} bytes, the limit is ${limits.bytes}. Split it and send the parts.`,
      { status: 413 },
    );
  }
  if (waiting.length >= MAX_WAITING)
    throw unavailable('documents_busy', 'Too many documents are being read. Send this one again in a moment.');
  return new Promise((resolvePromise, reject) => {
    waiting.push({ request: { bytes, hint: options.hint ?? {}, boxes: options.boxes ?? [], limits }, resolve: resolvePromise, reject });
    work();
  });
}

function work(): void {
  while (waiting.length > 0) {
    const thread = idle.pop() ?? (threadCount < MAX_THREADS ? new DocumentThread() : null);
    const next = thread ? waiting.shift() : null;
    if (!thread || !next) return;
    thread.read(next);
  }
}

class DocumentThread {
  private readonly worker: Worker;
  private job: Waiting | null = null;
  private mediaType: MediaType | null = null;
  private isStarted = false;
  private isEnded = false;
  private documents = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor() {
    threadCount += 1;
    this.worker = new Worker(pathToFileURL(resolve(process.cwd(), 'lib/documents/extract-thread.mjs')), {
      execArgv: ['--conditions=react-server'],
      resourceLimits: { maxOldGenerationSizeMb: DEFAULT_DOCUMENT_LIMITS.heapMb },
    });
    this.worker.on('message', (message: ThreadAnswer) => this.hear(message));
    this.worker.on('error', (error: Error & { code?: string }) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (!isMemory) log.error({ err: error }, 'document thread failed');
      this.giveUp(isMemory ? 'Reading it needs more memory than is allowed. Split it and send the parts.' : OUR_FAULT);
    });
    this.worker.on('exit', () => this.giveUp(OUR_FAULT));
  }

  read(job: Waiting): void {
    clearTimeout(this.timer);
    this.worker.ref();
    this.job = job;
    this.mediaType = null;
    this.documents += 1;
    this.worker.postMessage(job.request);
    if (this.isStarted) this.startClock();
  }

  /** Time counts from when the thread is up: starting it is not the document's fault. */
  private startClock(): void {
    const seconds = (this.job?.request.limits.timeMs ?? 0) / 1000;
    this.timer = setTimeout(
      () => this.giveUp(`Reading it took longer than ${seconds} seconds. Split it, or save it again from the program that made it.`),
      seconds * 1000,
    );
  }

  private hear(message: ThreadAnswer): void {
    if (message.kind === 'started') {
      this.isStarted = true;
      if (this.job) this.startClock();
      return;
    }
    if (message.kind === 'detected') {
      this.mediaType = message.mediaType;
      return;
    }
    clearTimeout(this.timer);
    const { job, mediaType } = this;
    this.job = null;
    if (job) settle(job, mediaType ?? 'text/plain', message);
    if (message.kind === 'defect' || this.documents >= DOCUMENTS_PER_THREAD) this.end();
    else this.rest();
    work();
  }

  private rest(): void {
    this.worker.unref();
    idle.push(this);
    this.timer = setTimeout(() => this.end(), IDLE_MS).unref();
  }

  private giveUp(problem: string): void {
    const { job, mediaType } = this;
    this.job = null;
    job?.resolve({ mediaType: mediaType ?? kindByHeader(job.request.bytes), layer: null, problem });
    this.end();
    work();
  }

  private end(): void {
    clearTimeout(this.timer);
    if (this.isEnded) return;
    this.isEnded = true;
    threadCount -= 1;
    const at = idle.indexOf(this);
    if (at >= 0) idle.splice(at, 1);
    void this.worker.terminate();
  }
}

const OUR_FAULT = 'Reading it failed on our side; its bytes are kept. Send it again, or save it again from the program that made it.';

function settle(job: Waiting, mediaType: MediaType, message: ThreadAnswer): void {
  if (message.kind === 'read') {
    job.resolve({ mediaType, layer: message.extraction.layer, problem: message.extraction.problem });
  } else if (message.kind === 'refused') {
    job.reject(new ExpectedError('invalid', message.code, message.message, { status: message.status, problems: message.problems }));
  } else if (message.kind === 'unreadable') {
    job.resolve({ mediaType, layer: null, problem: message.message });
  } else if (message.kind === 'defect') {
    log.error({ stack: message.message }, 'reading a document failed');
    job.resolve({ mediaType, layer: null, problem: OUR_FAULT });
  }
}

/** When the thread died before it could say: PDF is the only kind that takes so much. */
function kindByHeader(bytes: Uint8Array): MediaType {
  return String.fromCharCode(...bytes.subarray(0, 1024)).includes('%PDF-') ? 'application/pdf' : 'text/plain';
}
