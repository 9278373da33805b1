// Request bodies with a limit at every stage: on the wire, in memory over all requests, unpacked, and in what they unpack to.
import { promisify } from 'node:util';
import { gunzip, inflate, inflateRaw } from 'node:zlib';
import { ExpectedError } from '@/lib/errors';

const MEBIBYTE = 1024 * 1024;
export const MAX_WIRE_BYTES = 16 * MEBIBYTE;
const MAX_UNPACKED_BYTES = 64 * MEBIBYTE;
/** Telemetry repeats itself, but not this much; small bodies may, because they cannot do harm. */
const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 4 * MEBIBYTE;
/** Bodies of all requests that are held at once. */
const MAX_HELD_BYTES = 256 * MEBIBYTE;

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate), raw: promisify(inflateRaw) };

/** Bytes of bodies that this process holds. `release` gives back what a request has taken. */
export class HeldBytes {
  private held = 0;

  take(count: number): void {
    if (this.held + count > MAX_HELD_BYTES) throw busy('The door holds as many requests as it can.');
    this.held += count;
  }

  release(count: number): void {
    this.held -= count;
  }
}

/** The body as sent. Content-Length is neither needed nor believed. Throws 413 over the limit, 429 when too much is held. */
export async function readWire(request: Request, held: HeldBytes): Promise<{ bytes: Buffer; release: () => void }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const release = () => held.release(size);
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      held.take(chunk.byteLength);
      size += chunk.byteLength;
      if (size > MAX_WIRE_BYTES) throw tooLarge(`The body is larger than ${MAX_WIRE_BYTES} bytes.`);
      chunks.push(chunk);
    }
  } catch (error) {
    release();
    if (error instanceof ExpectedError) throw error;
    throw new ExpectedError('invalid', 'incomplete', 'The connection ended before the body did.', { status: 400 });
  }
  return { bytes: chunks.length === 1 ? Buffer.from(chunks[0] as Uint8Array) : Buffer.concat(chunks), release };
}

/** The body behind its Content-Encoding: identity, gzip or deflate. Stops as soon as a limit is passed. */
export async function unpack(bytes: Buffer, encoding: string | null): Promise<Buffer> {
  const name = (encoding ?? '').trim().toLowerCase().replace(/^x-/, '');
  if (name === '' || name === 'identity') return bytes;
  if (name !== 'gzip' && name !== 'deflate') {
    throw new ExpectedError(
      'invalid',
      'unsupported_encoding',
      `Content-Encoding ${name} is not known here. Send identity, gzip or deflate.`,
      { status: 415 },
    );
  }
  const byRatio = Math.max(RATIO_FREE_BYTES, bytes.length * MAX_RATIO);
  const maxOutputLength = Math.min(MAX_UNPACKED_BYTES, byRatio);
  try {
    return await unpackers[name === 'deflate' && !hasZlibHeader(bytes) ? 'raw' : name](bytes, { maxOutputLength, chunkSize: 256 * 1024 });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(`The body unpacks to more than ${maxOutputLength} bytes.`);
    throw new ExpectedError('invalid', 'malformed', `The body is not ${name}: ${(error as Error).message}.`, { status: 400 });
  }
}

export function busy(what: string, retryAfterSeconds = 2): ExpectedError {
  return new ExpectedError('unavailable', 'busy', `${what} Send it again in ${retryAfterSeconds} seconds.`, {
    status: 429,
    extra: { retry_after: retryAfterSeconds },
  });
}

/** Some senders mean the bare format by `deflate`; the standard's has a header whose first two bytes are a multiple of 31. */
function hasZlibHeader(bytes: Buffer): boolean {
  return bytes.length >= 2 && ((bytes[0] as number) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}

function tooLarge(what: string): ExpectedError {
  return new ExpectedError('invalid', 'too_large', `${what} Send smaller batches.`, { status: 413 });
}
