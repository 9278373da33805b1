// Calls that SDKs make at start and on the side: they are answered, and nothing is stored.
import { createHash } from 'node:crypto';
import type { Json } from '@/lib/domain/run/run';
import type { SurfaceReading } from './source';

export function onlyAnswer(status: number, body: Json): SurfaceReading {
  return { runs: [], answer: () => ({ status, body }) };
}

/** An id in the form of a UUID that stays the same for the same text: SDKs ask for projects and organisations that are not kept apart here. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
