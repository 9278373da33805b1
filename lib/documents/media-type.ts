// The kinds of document that can be shown and searched, told apart by their bytes.
import { decodeText } from './decode-text';
import { looksLikeTable } from './csv-text';
import type { MediaTypeHint } from '@/lib/domain/document';
import { ExpectedError } from '@/lib/errors';

export const MEDIA_TYPES = [
  'application/pdf',
  'text/plain',
  'text/markdown',
  'text/html',
  'application/json',
  'text/csv',
  'image/png',
  'image/jpeg',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** Kinds that people send and that have to be converted first; the words go into the refusal. */
const REFUSED: [name: string, matches: (bytes: Uint8Array) => boolean][] = [
  ['a ZIP or Office file', (bytes) => startsWith(bytes, 'PK\u0003\u0004')],
  ['an older Office file', (bytes) => startsWith(bytes, '\u00d0\u00cf\u0011\u00e0')],
  ['a GIF picture', (bytes) => startsWith(bytes, 'GIF8')],
  ['a WebP picture', (bytes) => startsWith(bytes, 'RIFF') && ascii(bytes, 8, 12) === 'WEBP'],
  ['a TIFF picture', (bytes) => startsWith(bytes, 'II*\0') || startsWith(bytes, 'MM\0*')],
  ['a compressed file', (bytes) => startsWith(bytes, '\u001f\u008b') || startsWith(bytes, 'BZh') || startsWith(bytes, '7z\u00bc\u00af')],
];

/** The kind of document that the bytes are, or an ExpectedError with status 415 that says what to send instead. */
export function detectMediaType(bytes: Uint8Array, hint: MediaTypeHint = {}): MediaType {
  if (bytes.length === 0) throw new ExpectedError('invalid', 'empty_document', 'The document is empty. Send its bytes.', { status: 422 });
  // Readers accept a PDF header anywhere in the first kilobyte (ISO 32000-1, annex H, note 13).
  if (ascii(bytes, 0, 1024).includes('%PDF-')) return 'application/pdf';
  if (startsWith(bytes, '\u0089PNG\r\n\u001a\n')) return 'image/png';
  if (startsWith(bytes, '\u00ff\u00d8\u00ff')) return 'image/jpeg';
  const refused = REFUSED.find(([, matches]) => matches(bytes));
  if (refused) throw unsupported(`This is ${refused[0]}.`);
  const text = decodeText(bytes);
  if (text === null) throw unsupported('These bytes are neither text nor a kind of document that is known here.');
  return textKind(text, hint);
}

function textKind(text: string, hint: MediaTypeHint): MediaType {
  const stated = statedKind(hint);
  if (isJson(text)) return 'application/json';
  if (stated === 'text/html' || looksLikeHtml(text)) return 'text/html';
  if (stated === 'text/csv' || (stated === null && looksLikeTable(text))) return 'text/csv';
  if (stated === 'text/markdown' || (stated === null && looksLikeMarkdown(text))) return 'text/markdown';
  return 'text/plain';
}

function statedKind(hint: MediaTypeHint): MediaType | null {
  const stated = hint.mediaType?.split(';')[0]?.trim().toLowerCase();
  if (stated === 'text/markdown' || stated === 'text/x-markdown') return 'text/markdown';
  if (stated === 'text/csv' || stated === 'text/tab-separated-values') return 'text/csv';
  if (stated === 'text/html' || stated === 'application/xhtml+xml') return 'text/html';
  const extension = /\.([a-z]+)$/.exec(hint.fileName?.toLowerCase() ?? '')?.[1];
  if (extension === 'md' || extension === 'markdown') return 'text/markdown';
  if (extension === 'csv' || extension === 'tsv') return 'text/csv';
  if (extension === 'html' || extension === 'htm') return 'text/html';
  return stated === 'text/plain' || extension === 'txt' ? 'text/plain' : null;
}

/** Objects and arrays only: a bare number or word is a note, not a record. */
function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function looksLikeHtml(text: string): boolean {
  const start = text.slice(0, 4096).replace(/^\s*(<\?xml[^>]*>)?\s*(<!--[\s\S]*?-->\s*)*/, '');
  return /^<(!doctype\s+html|html|head|body|title|div|p|h[1-6]|table|ul|ol|section|article|main)\b/i.test(start);
}

function looksLikeMarkdown(text: string): boolean {
  const start = text.slice(0, 16_384);
  const signs = [
    /^#{1,6} \S/m,
    /^\s*[-*+] \S.*\n\s*[-*+] \S/m,
    /\[[^\]\n]+\]\([^)\s]+\)/,
    /^```/m,
    /^\|.*\|\s*\n\|\s*:?-{2,}/m,
    /\*\*[^*\n]+\*\*/,
    /^> \S/m,
  ];
  return signs.filter((sign) => sign.test(start)).length >= 2 || /^# \S/.test(start);
}

function unsupported(what: string): ExpectedError {
  return new ExpectedError(
    'invalid',
    'unsupported_media_type',
    `${what} Send a PDF, PNG, JPEG, HTML, JSON, CSV, Markdown or plain text file (save Office files as PDF first).`,
    { status: 415 },
  );
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
  return ascii(bytes, 0, signature.length) === signature;
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
