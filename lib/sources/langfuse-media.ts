// Langfuse's media API: an SDK asks where to put bytes, puts them there, and says so. Its traces hold a token in their place.
import { createHash } from 'node:crypto';
import { isObject } from '@/lib/domain/json-container';
import { mediaIdOf } from '@/lib/domain/media-reference';
import { ExpectedError } from '@/lib/errors';
import { numberAt, textAt } from './attribute-reader';
import type { Surface, SurfaceCall, SurfaceReading } from './source';

/** What the door takes in one request. */
const MAX_BYTES = 16 * 1024 * 1024;

export const langfuseMedia: Surface[] = [
  { method: 'POST', path: /\/api\/public\/media$/, read: readRequest },
  { method: 'PUT', path: /\/api\/public\/media\/upload\/([0-9a-f]{64})$/, read: readUpload },
  // The SDK reports how its upload went; the bytes themselves have told that.
  { method: 'PATCH', path: /\/api\/public\/media\/[A-Za-z0-9_-]+$/, read: () => ({ runs: [], answer: () => ({ status: 200, body: {} }) }) },
];

/** Without an upload address the SDK takes the bytes for known. */
function readRequest({ body, parseJson }: SurfaceCall): SurfaceReading {
  const value = parseJson(body);
  const record = isObject(value) ? value : {};
  const hash = Buffer.from(textAt(record, 'sha256Hash') ?? '', 'base64');
  const size = numberAt(record, 'contentLength');
  if (hash.length !== 32) throw new ExpectedError('invalid', 'invalid', '/sha256Hash must be the SHA-256 of the bytes in base64.');
  if (size === undefined || size <= 0) throw new ExpectedError('invalid', 'invalid', '/contentLength must be the number of bytes.');
  if (size > MAX_BYTES)
    throw new ExpectedError('invalid', 'too_large', `A medium may have ${MAX_BYTES} bytes; this one has ${size}.`, { status: 413 });
  const sha256 = hash.toString('hex');
  return {
    runs: [],
    upload: { sha256 },
    answer: ({ uploadUrl }) => ({ status: 201, body: { mediaId: mediaIdOf(sha256), uploadUrl: uploadUrl ?? null } }),
  };
}

function readUpload({ path, body, contentType }: SurfaceCall): SurfaceReading {
  const sha256 = createHash('sha256').update(body).digest('hex');
  if (sha256 !== path[1])
    throw new ExpectedError('invalid', 'wrong_hash', 'The bytes have another SHA-256 than the one that was announced.');
  return {
    runs: [],
    media: [{ bytes: body, mediaType: contentType || 'application/octet-stream' }],
    answer: () => ({ status: 200, body: {} }),
  };
}
