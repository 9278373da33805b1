// The name of the browser session's cookie, apart from what reads it: proxy.ts only looks whether it is there.
import { env } from '@/lib/env';

/** Whether browsers reach us over https, as far as configuration says. */
export function isSecure(): boolean {
  return env().COUNTERSIGN_PUBLIC_URL?.startsWith('https:') ?? false;
}

/** Over https the name's prefix makes browsers refuse the cookie from a subdomain or without Secure. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-countersign.session' : 'countersign.session';
}
