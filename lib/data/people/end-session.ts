// Ending browser sessions: by signing out, from the list of one's sessions, or all others at once.
import 'server-only';
import { globalDatabase } from '@/lib/data/database';
import { recordForPerson } from '@/lib/data/trail/session-trail';
import type { SignedIn } from './sessions';

export type EndReason = 'signed_out' | 'revoked' | 'replaced' | 'password_changed';

/** Ends one session of the person. False when it had ended before or is not theirs. */
export async function endSession(userId: string, sessionId: string, reason: EndReason): Promise<boolean> {
  const { count } = await globalDatabase().session.updateMany({
    where: { id: sessionId, userId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) return false;
  await recordForPerson(userId, { type: 'session.ended', at: new Date(), actorId: userId, facts: { session_ids: [sessionId], reason } });
  return true;
}

/** Ends all sessions of the person but this one; answers how many. */
export async function endOtherSessions(signedIn: Pick<SignedIn, 'userId' | 'sessionId'>, reason: EndReason): Promise<number> {
  const others = await globalDatabase().session.findMany({
    where: { userId: signedIn.userId, revokedAt: null, expiresAt: { gt: new Date() }, id: { not: signedIn.sessionId } },
    select: { id: true },
  });
  if (others.length === 0) return 0;
  const ids = others.map(({ id }) => id);
  await globalDatabase().session.updateMany({
    where: { id: { in: ids }, userId: signedIn.userId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  await recordForPerson(signedIn.userId, {
    type: 'session.ended',
    at: new Date(),
    actorId: signedIn.userId,
    facts: { session_ids: ids, reason },
  });
  return ids.length;
}
