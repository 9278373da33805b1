// next-auth's settings for one request: password and OpenID Connect sign-in, ending in a session of our own.
import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import { matchOidcUser } from '@/lib/data/people/oidc-user';
import { startSession } from '@/lib/data/people/sign-in';
import { ABSOLUTE_LIMIT_MS, findSignedIn } from '@/lib/data/people/sessions';
import { endSession } from '@/lib/data/people/end-session';
import { log } from '@/lib/log';
import { authCookies } from './auth-cookies';
import { identityOf, isOidcConfigured, oidcProvider } from './oidc-provider';
import { passwordProvider } from './password-provider';
import { authSecret, cookieFrom, readSessionCookie } from './session-cookie';
import { isSecure, sessionCookieName } from './session-cookie-name';

const MAX_AGE_SECONDS = ABSOLUTE_LIMIT_MS / 1000;

/** Whoever has just proven who they are, in this request. */
interface Proven {
  userId: string;
  provider: 'password' | 'oidc';
  failuresBefore: number;
}

/** Made for each request, because what a provider has proven must not outlive the request it was proven in. */
export function authOptions(headers: Headers): NextAuthOptions {
  let proven: Proven | null = null;
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: MAX_AGE_SECONDS },
    jwt: { maxAge: MAX_AGE_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    useSecureCookies: isSecure(),
    cookies: authCookies(),
    logger: {
      error: (code, metadata) => log.warn({ code, reason: reasonOf(metadata) }, 'sign-in'),
      warn: () => undefined,
      debug: () => undefined,
    },
    providers: [
      passwordProvider(headers, ({ userId, failuresBefore }) => {
        proven = { userId, provider: 'password', failuresBefore };
      }),
      ...(isOidcConfigured() ? [oidcProvider()] : []),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== 'oidc') return proven !== null;
        const match = await matchOidcUser(identityOf(profile));
        if (!match.isOk) return `/sign-in?error=${match.reason}`;
        proven = { userId: match.userId, provider: 'oidc', failuresBefore: 0 };
        return true;
      },
      async jwt({ token, account }) {
        if (account) return { sid: await replaceSession(headers, proven) };
        const signedIn = typeof token.sid === 'string' ? await findSignedIn(token.sid) : null;
        if (!signedIn) throw new Error('this session has ended');
        return { sid: signedIn.sessionId };
      },
      async session({ session, token }) {
        const signedIn = await findSignedIn(String(token.sid));
        return { expires: session.expires, ...(signedIn ? { user: { name: signedIn.name, email: signedIn.email } } : {}) };
      },
    },
    events: {
      async signOut({ token }) {
        const signedIn = typeof token?.sid === 'string' ? await findSignedIn(token.sid) : null;
        if (signedIn) await endSession(signedIn.userId, signedIn.sessionId, 'signed_out');
      },
    },
  };
}

/** A new session for the proven person; the one that this browser had before ends, so that nobody's old id lives on. */
async function replaceSession(headers: Headers, proven: Proven | null): Promise<string> {
  if (!proven) throw new Error('next-auth asked for a session without a proof');
  const earlierId = await readSessionCookie(cookieFrom(headers.get('cookie'), sessionCookieName()));
  const earlier = earlierId && (await findSignedIn(earlierId));
  if (earlier) await endSession(earlier.userId, earlier.sessionId, 'replaced');
  return startSession(proven.userId, { provider: proven.provider, userAgent: headers.get('user-agent') ?? '' }, proven.failuresBefore);
}

function reasonOf(metadata: unknown): string {
  const error = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error;
  return error instanceof Error ? error.message : String(metadata);
}
