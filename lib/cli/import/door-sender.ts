// Sends requests to the door of a Countersign server.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { terminalText } from '@/lib/terminal-text';
import type { DoorRequest } from './door-surfaces';
import { ImportFailure } from './import-source';
import { type Answer, type Patience, retryingFetch } from './retrying-fetch';

export type DoorSender = (request: DoorRequest) => Promise<{ status: number; body: Buffer }>;

const gzipped = promisify(gzip);
const WORTH_PACKING_BYTES = 16 * 1024;
/** The door takes a small body whatever it unpacks to, and refuses a large one that unpacks to 200 times its size. */
const LARGEST_RATIO = 150;

/** The door is below /api/ingest on the web port and takes the same path on its own port, so either address will do. */
export function doorSender(url: string, key: string, patience?: Patience): DoorSender {
  const base = `${url.replace(/\/+$/, '').replace(/\/api\/ingest$/, '')}/api/ingest`;
  return async ({ path, contentType, body }) => {
    const packed = body.length < WORTH_PACKING_BYTES ? null : await gzipped(body, { level: 1 });
    const isPacked = packed !== null && body.length / packed.length < LARGEST_RATIO;
    const headers: Record<string, string> = { authorization: `Bearer ${key}`, 'content-type': contentType };
    if (isPacked) headers['content-encoding'] = 'gzip';
    const answer = await retryingFetch(
      `${base}${path}`,
      { method: 'POST', headers, body: new Uint8Array(isPacked ? packed : body) },
      patience,
    );
    assertDoor(answer, base + path);
    return answer;
  };
}

function assertDoor({ status, body }: Answer, address: string): void {
  if (status === 401 || status === 403)
    throw new ImportFailure(`The server does not take the key (${status}): ${problemDetail(body)}. It needs a key with the scope ingest.`);
  if (status === 404 || status === 405)
    throw new ImportFailure(`Nothing is taken in at ${address} (${status}). Is this the address of a Countersign server of this version?`);
}

/** What a problem document or an OTLP status says, in one safe line. */
export function problemDetail(body: Buffer): string {
  const text = body.toString('utf8', 0, 4000);
  try {
    const { detail, message, title } = JSON.parse(text) as { detail?: unknown; message?: unknown; title?: unknown };
    return terminalText(String(detail ?? message ?? title ?? text)).replace(/\.$/, '');
  } catch {
    return terminalText(text.slice(0, 300)) || 'no reason given';
  }
}
