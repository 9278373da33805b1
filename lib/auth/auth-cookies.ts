// Names and attributes of all cookies that signing in uses.
import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import { isSecure, sessionCookieName } from './session-cookie-name';

export function authCookies(): NonNullable<NextAuthOptions['cookies']> {
  const secure = isSecure();
  const options = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure };
  const name = (purpose: string) => `${secure ? '__Host-' : ''}countersign.${purpose}`;
  const brief = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: sessionCookieName(), options },
    csrfToken: { name: name('csrf'), options },
    callbackUrl: { name: name('callback'), options },
    pkceCodeVerifier: { name: name('pkce'), options: brief },
    state: { name: name('state'), options: brief },
    nonce: { name: name('nonce'), options: brief },
  };
}
