// Test support: calls a surface of one source as the door would, without a door.
import type { Json } from '@/lib/domain/run/run';
import type { Source, SurfaceReading } from './source';

/** `body` is JSON unless it is bytes. Throws when the source takes nothing in at the path. */
export function callSurface(
  source: Source,
  method: string,
  path: string,
  body: unknown,
  contentType = 'application/json',
  headers: { [name: string]: string } = {},
): SurfaceReading {
  const [pathname = '', query] = path.split('?');
  for (const surface of source.surfaces ?? []) {
    const match = surface.method === method ? surface.path.exec(pathname) : null;
    if (!match) continue;
    return surface.read({
      path: match,
      query: new URLSearchParams(query),
      contentType,
      headers: new Headers(headers),
      body: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
      parseJson: (text) => JSON.parse(text.toString()) as Json,
      sources: [source],
    });
  }
  throw new Error(`nothing is taken in at ${method} ${path}`);
}
