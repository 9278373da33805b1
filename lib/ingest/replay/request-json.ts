// Test support: the JSON of a recorded request, and the parts of a multipart one, unpacked without the product's readers.
import { gunzipSync } from 'node:zlib';
import type { CapturedRequest } from '@/lib/ingest/captured-requests';
import { type Fields, fields, type Plain } from './expected-step';

export function requestBytes({ body }: CapturedRequest): Buffer {
  return body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
}

export function requestJson(request: CapturedRequest): Fields {
  const text = requestBytes(request).toString('utf8');
  return text.trim() === '' ? {} : fields(JSON.parse(text));
}

export function listOf(value: Plain | undefined): Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

/** Name and text of each part of a form. */
export function formParts(request: CapturedRequest): { name: string; text: string }[] {
  const boundary = /boundary="?([^";]+)/.exec(request.headers.get('content-type') ?? '')?.[1];
  const bytes = requestBytes(request).toString('utf8');
  return bytes.split(`--${boundary}`).flatMap((part) => {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const name = /name="([^"]+)"/.exec(head)?.[1];
    return name === undefined ? [] : [{ name, text: rest.join('\r\n\r\n').replace(/\r\n$/, '') }];
  });
}

/** Objects into each other, everything else over what was there. */
export function deepMerge(a: Fields, b: Fields): Fields {
  const merged = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const [before, after] = [fields(merged[key]), fields(value)];
    merged[key] = Object.keys(before).length > 0 && Object.keys(after).length > 0 ? deepMerge(before, after) : value;
  }
  return merged;
}
