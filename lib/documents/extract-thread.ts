// The thread's side of read-document.ts: takes one document at a time, answers with its text layer or with the reason in words.
import { parentPort } from 'node:worker_threads';
import type { MediaTypeHint } from '@/lib/domain/document';
import { ExpectedError } from '@/lib/errors';
import type { FieldProblem } from '@/lib/errors';
import type { DocumentLimits } from './document-limits';
import { extractTextLayer } from './extract-text-layer';
import type { Extraction } from './extract-text-layer';
import type { ImageBoxes } from './image-text';
import { detectMediaType } from './media-type';
import type { MediaType } from './media-type';
import { UnreadableDocument } from './unreadable-document';

export interface ThreadRequest {
  bytes: Uint8Array;
  hint: MediaTypeHint;
  boxes: ImageBoxes;
  limits: DocumentLimits;
}
export type ThreadAnswer =
  | { kind: 'started' }
  | { kind: 'detected'; mediaType: MediaType }
  | { kind: 'read'; extraction: Extraction }
  | { kind: 'unreadable'; message: string }
  | { kind: 'refused'; code: string; message: string; status: number; problems: FieldProblem[] }
  | { kind: 'defect'; message: string };

const answer = (message: ThreadAnswer) => parentPort?.postMessage(message);

parentPort?.on('message', (request: ThreadRequest) => {
  read(request).then(answer, (error: unknown) => answer(failure(error)));
});
answer({ kind: 'started' });

async function read({ bytes, hint, boxes, limits }: ThreadRequest): Promise<ThreadAnswer> {
  const mediaType = detectMediaType(bytes, hint);
  answer({ kind: 'detected', mediaType });
  return { kind: 'read', extraction: await extractTextLayer(bytes, mediaType, boxes, limits) };
}

function failure(error: unknown): ThreadAnswer {
  if (error instanceof UnreadableDocument) return { kind: 'unreadable', message: error.message };
  if (error instanceof ExpectedError)
    return { kind: 'refused', code: error.code, message: error.message, status: error.status, problems: error.problems };
  return { kind: 'defect', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
