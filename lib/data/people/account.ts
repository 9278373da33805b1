// One's own account: name, password, sessions. These belong to the person, not to a project, so the person is the first argument.
import 'server-only';
import { newPasswordSchema, personNameSchema } from '@/lib/domain/password-rule';
import { conflict, ExpectedError, invalid } from '@/lib/errors';
import { z } from 'zod';
import { globalDatabase } from '@/lib/data/database';
import { endOtherSessions } from './end-session';
import { hashPassword } from './password-hash';
import { recordForPerson } from '@/lib/data/trail/session-trail';
import { IDLE_LIMIT_MS } from './sessions';
import type { SignedIn } from './sessions';
import { checkPassword } from './sign-in';

export interface SessionRow {
  sessionId: string;
  startedAt: string;
  seenAt: string;
  provider: string;
  userAgent: string;
  isThis: boolean;
}

export const passwordChangeSchema = z.strictObject({ current: z.string().min(1).max(1000), next: newPasswordSchema });

/** The person's sessions that still open something, the present one first. */
export async function listSessions(signedIn: SignedIn): Promise<SessionRow[]> {
  const rows = await globalDatabase().session.findMany({
    where: {
      userId: signedIn.userId,
      revokedAt: null,
      expiresAt: { gt: new Date() },
      seenAt: { gt: new Date(Date.now() - IDLE_LIMIT_MS) },
    },
    orderBy: { seenAt: 'desc' },
  });
  return rows
    .map(({ id, createdAt, seenAt, provider, userAgent }) => ({
      sessionId: id,
      startedAt: createdAt.toISOString(),
      seenAt: seenAt.toISOString(),
      provider,
      userAgent,
      isThis: id === signedIn.sessionId,
    }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis));
}

/** Whether the account has a password that can be changed. */
export async function hasPassword(signedIn: SignedIn): Promise<boolean> {
  return (await globalDatabase().user.count({ where: { id: signedIn.userId, passwordHash: { not: null } } })) > 0;
}

export async function changeName(signedIn: SignedIn, name: string): Promise<void> {
  await globalDatabase().user.update({ where: { id: signedIn.userId }, data: { name: personNameSchema.parse(name) } });
}

/** Sets a new password after proof of the present one, and ends every other session. Guessing is limited as at sign-in. */
export async function changePassword(signedIn: SignedIn, address: string, change: z.input<typeof passwordChangeSchema>): Promise<void> {
  const { current, next } = passwordChangeSchema.parse(change);
  if (!(await hasPassword(signedIn)))
    throw conflict('no_password', 'You sign in at the identity provider; there is no password to change here.');
  const checked = await checkPassword({ email: signedIn.email, password: current, address });
  if (!checked.isOk) {
    if (checked.waitSeconds !== null)
      throw new ExpectedError('unavailable', 'too_many_tries', `Too many tries. Wait ${checked.waitSeconds} seconds.`, { status: 429 });
    throw invalid('The present password is not right.', [{ path: '/current', detail: 'is not right' }]);
  }
  if (next === current) throw invalid('The new password is the present one.', [{ path: '/next', detail: 'is the present one' }]);
  await globalDatabase().user.update({ where: { id: signedIn.userId }, data: { passwordHash: await hashPassword(next) } });
  await recordForPerson(signedIn.userId, {
    type: 'password.changed',
    at: new Date(),
    actorId: signedIn.userId,
    facts: { user_id: signedIn.userId, link_id: null },
  });
  await endOtherSessions(signedIn, 'password_changed');
}
