// The bytes of media out of traces as an answer that no browser will run: only kinds that cannot hold a script are shown in place.
import { parseByteRange } from './byte-range';

/** Everything else, SVG and HTML above all, is a download without a type of its own. */
const SHOWN_IN_PLACE = /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/(mp4|webm|ogg)|application\/pdf)$/;

/** 200, or 206 and 416 for range requests (players ask for them), or 304. The hash is the name, so it never changes. */
export function mediaContentResponse(
  request: Request,
  { sha256, mediaType, bytes }: { sha256: string; mediaType: string; bytes: Uint8Array },
): Response {
  const etag = `"${sha256}"`;
  const isShown = SHOWN_IN_PLACE.test(mediaType);
  const headers = new Headers({
    'content-type': isShown ? mediaType : 'application/octet-stream',
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename="${sha256.slice(0, 16)}${extensionOf(mediaType)}"`,
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600, immutable',
    'accept-ranges': 'bytes',
    etag,
  });
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const range = parseByteRange(request.headers.get('range'), bytes.length);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${bytes.length}`);
    return new Response(null, { status: 416, headers });
  }
  const part = range ? bytes.subarray(range.start, range.end + 1) : bytes;
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${bytes.length}`);
  headers.set('content-length', String(part.length));
  return new Response(new Uint8Array(part), { status: range ? 206 : 200, headers });
}

function extensionOf(mediaType: string): string {
  const extension = /\/(?:x-)?([a-z0-9]{2,5})$/.exec(mediaType)?.[1];
  return extension === undefined ? '' : `.${extension}`;
}
