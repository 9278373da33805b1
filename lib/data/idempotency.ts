// Answers kept under a client's key, so that a request sent again has one effect and one answer.
import 'server-only';
import { createHash } from 'node:crypto';
import type { Json } from '@/lib/domain/run/run';
import { canonicalJson } from '@/lib/domain/trail/canonical-json';
import { ExpectedError } from '@/lib/errors';
import type { Tx } from './database';

const MAX_KEY_CHARS = 255;

export interface IdempotencyScope {
  projectId: string;
  actorId: string;
  key: string;
}

/** Throws 400 `idempotency_key_required` when the header is missing or unusable. */
export function requireIdempotencyKey(header: string | null): string {
  const key = header?.trim() ?? '';
  if (key !== '' && key.length <= MAX_KEY_CHARS && /^[\x21-\x7e]+$/.test(key)) return key;
  throw new ExpectedError(
    'invalid',
    'idempotency_key_required',
    `Send the header Idempotency-Key with a value of your own for this request, such as a UUID: 1 to ${MAX_KEY_CHARS} visible ASCII characters.`,
    { status: 400, problems: [{ path: '/headers/idempotency-key', detail: 'is missing or not usable' }] },
  );
}

/** The hash by which two requests are the same: the place that was asked and the body, whatever the order of its keys. */
export function requestHash(place: string, body: Json): Buffer {
  return createHash('sha256').update(canonicalJson({ place, body }), 'utf8').digest();
}

/**
 * Reserves the key in this transaction; a concurrent request with the same key waits here until this one ends. Answers what was
 * stored when the key has been used with the same request, null when this request is the first. Throws 422 for another body.
 */
export async function reserveKey(tx: Tx, { projectId, actorId, key }: IdempotencyScope, hash: Buffer): Promise<Json | null> {
  const reserved = await tx.$queryRaw<object[]>`
    INSERT INTO idempotency_key (project_id, key, actor_id, request_hash, status, response, created_at)
    VALUES (${projectId}::uuid, ${key}, ${actorId}, ${new Uint8Array(hash)}, 0, 'null'::jsonb, now())
    ON CONFLICT (project_id, actor_id, key) DO NOTHING RETURNING key`;
  if (reserved.length === 1) return null;
  const used = await tx.idempotencyKey.findUnique({ where: { projectId_actorId_key: { projectId, actorId, key } } });
  // Pruned between the two statements: as good as never used, but this transaction cannot tell any more.
  if (!used)
    throw new ExpectedError('unavailable', 'retry', 'This request met the removal of an older one. Send it again.', {
      extra: { retry_after: 1 },
    });
  if (!Buffer.from(used.requestHash).equals(hash)) {
    throw new ExpectedError(
      'invalid',
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request. Use a new key for a new request.',
      { problems: [{ path: '/headers/idempotency-key', detail: 'was used with another body' }] },
    );
  }
  return used.response as Json;
}

/**
 * Keeps the answer and gives it back as it is stored, so that the first and every later answer are the same to the byte. Only
 * answers of requests that had an effect are kept: a refusal leaves nothing behind.
 */
export async function keepAnswer<T extends object>(
  tx: Tx,
  { projectId, actorId, key }: IdempotencyScope,
  status: number,
  response: T,
): Promise<T> {
  const [kept] = await tx.idempotencyKey.updateManyAndReturn({
    where: { projectId, actorId, key, status: 0 },
    data: { status, response },
    select: { response: true },
  });
  if (!kept) throw new Error('the idempotency key was not reserved in this transaction');
  return kept.response as unknown as T;
}
