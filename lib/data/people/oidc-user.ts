// The account behind a sign-in at an identity provider: matched by the provider's own subject, linked once by verified e-mail.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import { toPlainName } from '@/lib/domain/plain-name';
import { globalDatabase } from '@/lib/data/database';
import { recordForPerson } from '@/lib/data/trail/session-trail';

export interface OidcIdentity {
  issuer: string;
  subject: string;
  email: string | null;
  /** Whether the provider itself vouches for the address. Without that an address links and creates nothing. */
  isEmailVerified: boolean;
  name: string | null;
}

export type OidcMatch = { isOk: true; userId: string } | { isOk: false; reason: 'disabled' | 'email_unverified' | 'email_taken' };

/** Finds, links or makes the account. A new one belongs to no project: somebody has to invite it. */
export async function matchOidcUser(identity: OidcIdentity): Promise<OidcMatch> {
  const oidcSubject = `${identity.issuer}#${identity.subject}`;
  const known = await globalDatabase().user.findUnique({ where: { oidcSubject } });
  if (known) return known.isDisabled ? { isOk: false, reason: 'disabled' } : { isOk: true, userId: known.id };
  const email = identity.email?.trim().toLowerCase() ?? '';
  if (email === '' || !identity.isEmailVerified) return { isOk: false, reason: 'email_unverified' };
  const sameEmail = await globalDatabase().user.findUnique({ where: { email } });
  if (!sameEmail) return { isOk: true, userId: await createAccount(oidcSubject, email, identity.name) };
  if (sameEmail.isDisabled) return { isOk: false, reason: 'disabled' };
  return linkAccount(sameEmail, oidcSubject);
}

async function createAccount(oidcSubject: string, email: string, name: string | null): Promise<string> {
  const id = newId();
  await globalDatabase().user.create({
    data: { id, email, name: toPlainName(name ?? '', 120) || email, oidcSubject, createdAt: new Date() },
  });
  return id;
}

/**
 * The provider has proven whose address this is; whoever chose the account's password had not. So linking ends its sessions and
 * forgets its password, except for the administrator, whose account the operator made.
 */
async function linkAccount(user: { id: string; oidcSubject: string | null; isAdmin: boolean }, oidcSubject: string): Promise<OidcMatch> {
  const { count } = await globalDatabase().user.updateMany({
    where: { id: user.id, oidcSubject: null },
    data: user.isAdmin ? { oidcSubject } : { oidcSubject, passwordHash: null },
  });
  if (count !== 1) return { isOk: false, reason: 'email_taken' };
  await globalDatabase().session.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: new Date() } });
  await recordForPerson(user.id, {
    type: 'account.linked',
    at: new Date(),
    actorId: user.id,
    facts: { user_id: user.id, is_password_forgotten: !user.isAdmin },
  });
  return { isOk: true, userId: user.id };
}
