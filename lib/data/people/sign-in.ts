// Signing in: who somebody is, by password or by an identity provider, and the session that follows.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import { log } from '@/lib/log';
import { globalDatabase } from '@/lib/data/database';
import { verifyPassword } from './password-hash';
import { recordForPerson } from '@/lib/data/trail/session-trail';
import { createSession } from './sessions';
import type { SessionDetails } from './sessions';
import { forgiveTry, takeTry } from './sign-in-limiter';

export type SignInResult = { isOk: true; userId: string; failuresBefore: number } | { isOk: false; waitSeconds: number | null };

/**
 * Checks e-mail and password. The same answer, after the same work, for an unknown account, a disabled one, one without a
 * password and a wrong password; `waitSeconds` when there were too many tries.
 */
export async function checkPassword({
  email,
  password,
  address,
}: {
  email: string;
  password: string;
  address: string;
}): Promise<SignInResult> {
  const attempt = { email, address };
  const taken = await takeTry(attempt);
  if (!taken.isAllowed) return { isOk: false, waitSeconds: taken.waitSeconds };
  const user = await globalDatabase().user.findUnique({ where: { email: email.trim().toLowerCase() } });
  const isRight = await verifyPassword(user?.passwordHash ?? null, password);
  if (user && isRight && !user.isDisabled) {
    await forgiveTry(attempt);
    return { isOk: true, userId: user.id, failuresBefore: taken.failures - 1 };
  }
  // Not awaited: the answer must not take longer for accounts that exist.
  if (user && taken.isLastFree) void recordBlocked(user.id, taken.failures);
  return { isOk: false, waitSeconds: null };
}

/** Starts a session for somebody who has proven who they are. The trail has it first: there is no session without a record. */
export async function startSession(userId: string, details: SessionDetails, failuresBefore = 0): Promise<string> {
  const sessionId = newId();
  await recordForPerson(userId, {
    type: 'session.started',
    at: new Date(),
    actorId: userId,
    facts: { session_id: sessionId, provider: details.provider, failures_before: failuresBefore },
    committed: { user_agent: details.userAgent },
  });
  return createSession(userId, details, sessionId);
}

async function recordBlocked(userId: string, failures: number): Promise<void> {
  await recordForPerson(userId, { type: 'session.refused', at: new Date(), actorId: null, facts: { user_id: userId, failures } }).catch(
    (error: unknown) => log.error({ err: error, userId }, 'refused sign-ins could not be recorded'),
  );
}
