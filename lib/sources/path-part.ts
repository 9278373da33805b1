// A part of the address of a call.
import { ExpectedError } from '@/lib/errors';
import type { SurfaceCall } from './source';

/** The group of the surface's path, unescaped; undefined where it matched nothing. Throws 400 for an escape that is none. */
export function pathPart({ path }: Pick<SurfaceCall, 'path'>, group: number): string | undefined {
  const part = path[group];
  if (part === undefined) return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ExpectedError('invalid', 'invalid', 'The address has an escape that is no UTF-8.', { status: 400 });
  }
}
