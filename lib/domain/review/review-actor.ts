// Who holds a lease or recorded an event, as a UUID: the person, or the key when it belongs to nobody.
import { createHash } from 'node:crypto';
import type { Actor } from '@/lib/domain/policy';

/** Recorded for what the product does by itself, such as sweeping a lease. */
export const SYSTEM_REVIEWER = { id: '00000000-0000-0000-0000-000000000000', name: 'Countersign' } as const;

/**
 * The id under which an actor reviews. A key that belongs to nobody gets a UUID of its own, made from its public id
 * (RFC 9562, version 8), so that two keys never share a lease.
 */
export function reviewerId(actor: Pick<Actor, 'userId' | 'keyId' | 'via'>): string {
  if (actor.userId !== null) return actor.userId;
  if (actor.keyId === undefined) return SYSTEM_REVIEWER.id;
  const bytes = createHash('sha256').update(`countersign key ${actor.keyId}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
