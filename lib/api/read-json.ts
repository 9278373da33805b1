// Reads a JSON request body with a size cap, before it is parsed, and without a way to reach a prototype.
import type { z } from 'zod';
import { ExpectedError } from '@/lib/errors';
import { invalidFromZod } from './problem';

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The body as `schema` says; 413 over the cap, 400 when it is not JSON, 422 with every wrong field otherwise. */
export async function readJson<S extends z.ZodType>(request: Request, schema: S, maxBytes = MAX_BODY_BYTES): Promise<z.infer<S>> {
  const parsed = schema.safeParse(parseJson(await readText(request, maxBytes)));
  if (!parsed.success) throw invalidFromZod(parsed.error);
  return parsed.data;
}

/** The body as text; an absent body is the empty string. */
export async function readText(request: Request, maxBytes = MAX_BODY_BYTES): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new ExpectedError('invalid', 'too_large', `The body is larger than ${maxBytes} bytes. Send less at once.`, { status: 413 });
    }
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new ExpectedError('invalid', 'malformed', 'The body is not UTF-8 text. Encode it as UTF-8.', { status: 400 });
  }
}

/** `__proto__` keys are dropped: JSON.parse makes them own properties, which a later merge could turn into a prototype. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch (error) {
    throw new ExpectedError('invalid', 'malformed', `The body is not JSON: ${(error as Error).message}. Send one JSON value.`, {
      status: 400,
    });
  }
}
