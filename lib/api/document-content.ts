// The bytes of a document as an answer that no browser will run: pages and vector pictures are served as text, everything in a sandbox.
import type { DocumentVersion } from '@/lib/domain/document';
import { parseByteRange } from './byte-range';

/** Kinds that a browser shows by itself without running anything; the rest is text. */
const SHOWN_AS_IS = new Set(['application/pdf', 'image/png', 'image/jpeg']);

const EXTENSIONS: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'text/html': 'html',
  'application/json': 'json',
  'text/csv': 'csv',
  'text/markdown': 'md',
  'text/plain': 'txt',
};

/** 200, or 206 and 416 for range requests, or 304. HTML is always a download: nobody opens it in our origin by accident. */
export function documentContentResponse(request: Request, document: DocumentVersion, bytes: Uint8Array, isDownload: boolean): Response {
  const etag = `"${document.sha256}"`;
  const headers = new Headers({
    'content-type': SHOWN_AS_IS.has(document.mediaType) ? document.mediaType : 'text/plain',
    'content-disposition': disposition(document, isDownload || document.mediaType === 'text/html'),
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'accept-ranges': 'bytes',
    etag,
    'repr-digest': `sha-256=:${Buffer.from(document.sha256, 'hex').toString('base64')}:`,
  });
  if (
    request.headers
      .get('if-none-match')
      ?.split(/\s*,\s*/)
      .includes(etag)
  )
    return new Response(null, { status: 304, headers });
  const ifRange = request.headers.get('if-range');
  const range = ifRange === null || ifRange === etag ? parseByteRange(request.headers.get('range'), bytes.length) : null;
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${bytes.length}`);
    return new Response(null, { status: 416, headers });
  }
  const part = range ? bytes.subarray(range.start, range.end + 1) : bytes;
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${bytes.length}`);
  headers.set('content-length', String(part.length));
  return new Response(new Uint8Array(part), { status: range ? 206 : 200, headers });
}

/** The title as a file name, plain for old clients and in full by RFC 8187. */
function disposition({ title, mediaType }: DocumentVersion, isAttachment: boolean): string {
  const extension = EXTENSIONS[mediaType] ?? 'bin';
  const base =
    title
      .replace(/[\\/:*?"<>|\s\p{Cc}\p{Cf}]+/gu, ' ')
      .trim()
      .slice(0, 150) || 'document';
  const name = base.toLowerCase().endsWith(`.${extension}`) ? base : `${base}.${extension}`;
  const plain = name.replace(/[^\x20-\x7e]/g, '_');
  const full = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${isAttachment ? 'attachment' : 'inline'}; filename="${plain}"; filename*=UTF-8''${full}`;
}
