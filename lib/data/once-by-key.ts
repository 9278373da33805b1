// An effect that a client may ask for again under one key: it happens once and is answered alike.
import 'server-only';
import type { Actor } from '@/lib/domain/policy';
import type { Json } from '@/lib/domain/run/run';
import type { Tx } from './database';
import { keepAnswer, requestHash, reserveKey } from './idempotency';

/** Runs `effect` in the transaction unless the key has been used for the same request; throws 422 when it was for another. */
export async function onceByKey<T extends object>(
  tx: Tx,
  actor: Actor,
  key: string | null,
  place: string,
  payload: unknown,
  effect: () => Promise<T>,
): Promise<T> {
  if (key === null) return effect();
  const scope = { projectId: actor.projectId, actorId: actor.userId ?? actor.keyId ?? '', key };
  const stored = await reserveKey(tx, scope, requestHash(place, JSON.parse(JSON.stringify(payload ?? null)) as Json));
  if (stored !== null) return stored as unknown as T;
  return keepAnswer(tx, scope, 200, await effect());
}
