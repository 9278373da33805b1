// The body of LangSmith's `POST /runs/multipart`: runs whose large fields stand in parts of their own, attachments beside them.
import { gunzipSync } from 'node:zlib';
import { ExpectedError } from '@/lib/errors';

export interface Part {
  name: string;
  contentType: string;
  body: Buffer;
}

/** Of all parts together, as the door has it for a body. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;
const MAX_PARTS = 20_000;
const CRLF = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** Throws 400 for a body that is not multipart, and for one that ends before its last boundary: then nothing of it is whole. */
export function multipartParts(contentType: string, body: Buffer): Part[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const text = boundary?.[1] ?? boundary?.[2];
  if (text === undefined) throw malformed('The Content-Type names no boundary.');
  const delimiter = Buffer.from(`--${text}`);
  const parts: Part[] = [];
  let room = MAX_UNPACKED_BYTES;
  let at = body.indexOf(delimiter);
  if (at === -1) {
    if (body.length === 0) return [];
    throw malformed('The body does not hold its boundary.');
  }
  for (;;) {
    const start = at + delimiter.length;
    if (body.subarray(start, start + 2).toString('latin1') === '--') return parts;
    const next = body.indexOf(Buffer.concat([CRLF, delimiter]), start);
    if (next === -1) throw malformed('The body ends before its last boundary.');
    if (parts.length >= MAX_PARTS)
      throw new ExpectedError('invalid', 'too_large', `More than ${MAX_PARTS} parts. Send smaller batches.`, { status: 413 });
    const part = partOf(body.subarray(start, next), room);
    room -= part.body.length;
    parts.push(part);
    at = next + CRLF.length;
  }
}

function partOf(bytes: Buffer, room: number): Part {
  const end = bytes.indexOf(HEAD_END);
  if (end === -1) throw malformed('A part has no end of its headers.');
  const head = new Map(
    bytes
      .subarray(0, end)
      .toString('utf8')
      .split('\r\n')
      .flatMap((line): [string, string][] => {
        const colon = line.indexOf(':');
        return colon === -1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
      }),
  );
  const name = /\bname="((?:[^"\\]|\\.)*)"/.exec(head.get('content-disposition') ?? '')?.[1];
  if (name === undefined) throw malformed('A part has no name.');
  const body = bytes.subarray(end + HEAD_END.length);
  const isPacked = head.get('content-encoding')?.toLowerCase() === 'gzip';
  const contentType = (head.get('content-type') ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
  return { name: name.replace(/\\(.)/g, '$1'), contentType, body: isPacked ? unpacked(body, room) : body };
}

function unpacked(body: Buffer, room: number): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: Math.max(1, room) });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE')
      throw new ExpectedError('invalid', 'too_large', `The parts unpack to more than ${MAX_UNPACKED_BYTES} bytes. Send smaller batches.`, {
        status: 413,
      });
    throw malformed(`A part is not gzip: ${(error as Error).message}.`);
  }
}

function malformed(detail: string): ExpectedError {
  return new ExpectedError('invalid', 'malformed', `The body is not multipart/form-data. ${detail}`, { status: 400 });
}
