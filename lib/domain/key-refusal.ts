// Why a request with a known key is refused, in words for the people of its project; whoever sent it hears less.

export const KEY_REFUSALS = {
  secret: 'The part after the second underscore is not that of the key: it was copied in part, or belongs to another key.',
  revoked: 'The key was revoked.',
  expired: 'The key has expired.',
  person: 'The key is personal, and its person may not use it any more.',
  scope: 'The key lacks the scope ingest.',
} as const;
export type KeyRefusal = keyof typeof KEY_REFUSALS;

/** A use is noted once a minute only, so it may have been up to so much later. */
const USE_NOTED_MS = 60_000;

/** The refusal, unless the key was used since. */
export function standingRefusal(key: {
  lastUsedAt: Date | null;
  lastRefusedAt: Date | null;
  lastRefusal: string | null;
}): { at: string; why: string } | null {
  const { lastUsedAt, lastRefusedAt, lastRefusal } = key;
  if (lastRefusedAt === null || lastRefusal === null) return null;
  if (lastUsedAt !== null && lastUsedAt.getTime() - lastRefusedAt.getTime() >= USE_NOTED_MS) return null;
  return { at: lastRefusedAt.toISOString(), why: lastRefusal };
}
