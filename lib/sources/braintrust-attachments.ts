// Attachments of Braintrust: rows name them by a key, and the SDK brings their bytes afterwards to an address that it asks for.
import { isObject } from '@/lib/domain/json-container';
import { keyReference } from '@/lib/domain/media-reference';
import type { Json } from '@/lib/domain/run/run';
import { putKey } from '@/lib/domain/storable-json';
import { ExpectedError } from '@/lib/errors';
import { textAt } from './attribute-reader';
import type { Attributes } from './otlp-span';
import type { Surface, SurfaceCall, SurfaceReading } from './source';

const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Readers bound the depth of what comes; below this nothing is shown anyway. */
const MAX_DEPTH = 64;

export const braintrustAttachments: Surface[] = [
  { method: 'POST', path: /\/attachment$/, read: readRequest },
  { method: 'PUT', path: /\/attachment\/upload\/([0-9a-f-]{36})$/, read: readUpload },
  // The SDK reports how its upload went; the bytes themselves have told that.
  { method: 'POST', path: /\/attachment\/status$/, read: () => ({ runs: [], answer: () => ({ status: 200, body: {} }) }) },
];

/** The SDK sends the headers of the answer with the bytes, so it brings their type there. */
function readRequest({ body, parseJson }: SurfaceCall): SurfaceReading {
  const value = parseJson(body);
  const record = isObject(value) ? value : {};
  const key = textAt(record, 'key')?.toLowerCase() ?? '';
  if (!KEY.test(key)) throw new ExpectedError('invalid', 'invalid', '/key must be the UUID that the rows name the attachment by.');
  const headers = { 'content-type': typeOf(record) };
  return { runs: [], upload: { key }, answer: ({ uploadUrl }) => ({ status: 200, body: { signedUrl: uploadUrl ?? null, headers } }) };
}

function readUpload({ path, body, contentType }: SurfaceCall): SurfaceReading {
  const key = path[1] ?? '';
  if (body.length === 0) throw new ExpectedError('invalid', 'invalid', 'The attachment has no bytes.');
  return {
    runs: [],
    media: [{ bytes: body, mediaType: contentType || 'application/octet-stream', key }],
    answer: () => ({ status: 200, body: {} }),
  };
}

/** The same value with a reference in the place of each attachment; the very same object when it has none. */
export function withAttachments(value: Json, depth = 0): Json {
  if (value === null || typeof value !== 'object' || depth > MAX_DEPTH) return value;
  const reference = isObject(value) ? referenceOf(value) : undefined;
  if (reference !== undefined) return reference;
  const entries = Object.entries(value).map(([key, member]) => [key, withAttachments(member, depth + 1)] as const);
  if (entries.every(([key, member]) => member === (value as { [key: string]: Json })[key])) return value;
  return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

/** Every attachment that a row names, wherever in it, under its file name: `braintrust.attachment.<name>`. */
export function attachmentsIn(row: Json, found: Attributes = {}, depth = 0): Attributes {
  if (row === null || typeof row !== 'object' || depth > MAX_DEPTH) return found;
  const reference = isObject(row) ? referenceOf(row) : undefined;
  if (reference !== undefined && isObject(row)) {
    const name = `braintrust.attachment.${textAt(row, 'filename') ?? 'file'}`;
    putKey(found, found[name] === undefined || found[name] === reference ? name : `${name} ${String(row['key'])}`, reference);
  } else for (const member of Object.values(row)) attachmentsIn(member, found, depth + 1);
  return found;
}

function referenceOf(record: { [key: string]: Json }): string | undefined {
  if (record['type'] !== 'braintrust_attachment') return undefined;
  const key = textAt(record, 'key')?.toLowerCase();
  return key !== undefined && KEY.test(key) ? keyReference(key, typeOf(record)) : undefined;
}

function typeOf(record: { [key: string]: Json }): string {
  const type = textAt(record, 'content_type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type : 'application/octet-stream';
}
