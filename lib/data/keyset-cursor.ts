// Opaque cursors for lists: where the last page ended, as base64url of a small JSON array.
import { z } from 'zod';
import { invalid } from '@/lib/errors';

const MAX_CURSOR_CHARS = 2000;

/** `parts` are the sort key and the id of the last row, in order. */
export function encodeCursor(parts: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url');
}

/** Throws `invalid` at /cursor when the text is not a cursor of this shape: a cursor of another sort is refused too. */
export function decodeCursor<S extends z.ZodType>(cursor: string, schema: S): z.infer<S> {
  const parsed = schema.safeParse(cursor.length > MAX_CURSOR_CHARS ? null : parse(cursor));
  if (parsed.success) return parsed.data;
  throw invalid('/cursor: this is not a cursor of this list. Start again without it.', [
    { path: '/cursor', detail: 'not a cursor of this list' },
  ]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
