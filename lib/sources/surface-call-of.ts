// Test support: a call of an HTTP surface, as the door hands it to its source, and the source's reading of it.
import type { Json } from '@/lib/domain/run';
import type { Source, SurfaceReading } from './source';

export interface Posted {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT';
  path: string;
  body?: unknown;
  headers?: { [name: string]: string };
}

/** Throws when the source has no surface for it. */
export function readingOf(source: Source, { method = 'POST', path, body, headers = {} }: Posted): SurfaceReading {
  for (const surface of source.surfaces ?? []) {
    const match = surface.path.exec(path);
    if (!match || surface.method !== method) continue;
    return surface.read({
      path: match,
      query: new URLSearchParams(),
      contentType: 'application/json',
      headers: new Headers(headers),
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
      parseJson: (text) => JSON.parse(text.toString('utf8')) as Json,
      sources: [],
    });
  }
  throw new Error(`${source.name} takes no ${method} ${path}`);
}
