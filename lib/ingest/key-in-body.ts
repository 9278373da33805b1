// The API key of SDKs that send none in a header: the surface knows where its body holds it.
import type { Json } from '@/lib/domain/run/run';
import { ExpectedError } from '@/lib/errors';
import type { DoorRoute } from './door-route';
import { MAX_VALUES, parseJsonText } from './json-text';
import { unpack } from './read-body';

const MAX_DEPTH = 200;

export function mayHoldKey(route: DoorRoute): boolean {
  return route.kind === 'surface' && route.surface.keyIn !== undefined;
}

/** Null when there is none, also in a body that cannot be read: who may not send is not told what is wrong with it. */
export async function keyInBody(route: DoorRoute, wire: Buffer, contentEncoding: string | null): Promise<string | null> {
  if (route.kind !== 'surface' || !route.surface.keyIn) return null;
  try {
    const body = parseJsonText(await unpack(wire, contentEncoding), MAX_DEPTH, undefined, MAX_VALUES) as Json;
    return route.surface.keyIn(body)?.trim() || null;
  } catch (error) {
    if (error instanceof ExpectedError) return null;
    throw error;
  }
}
