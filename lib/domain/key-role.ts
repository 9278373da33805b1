// The role that an API key without a person acts in. Its scopes narrow that role further (`can`).
import type { Role, Scope } from './policy';

/**
 * The least role that has something to do under these scopes: `lead` for review, otherwise `engineer`. Neither may edit members
 * or project settings, so no scope of such a key ever reaches these. Sending runs and deciding about them is kept apart:
 * a key with both kinds of scope has to belong to a person (`isMixedKey`).
 */
export function roleOfKey(scopes: readonly Scope[]): Role {
  return scopes.includes('review') ? 'lead' : 'engineer';
}

/** Whether the scopes ask for both roles at once, which only a person's own role can give. */
export function isMixedKey(scopes: readonly Scope[]): boolean {
  return scopes.includes('review') && (scopes.includes('ingest') || scopes.includes('admin'));
}
