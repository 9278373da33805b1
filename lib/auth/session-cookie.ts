// The browser session's cookie: an encrypted token that holds nothing but a session id, which the database has to confirm.
import 'server-only';
import { createHmac } from 'node:crypto';
import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { env } from '@/lib/env';

const tokenSchema = z.object({ sid: z.uuid() });

/** What next-auth encrypts with. Derived, so that the installation has one secret to keep. */
export function authSecret(): string {
  const secret = env().COUNTERSIGN_SECRET;
  if (!secret) throw new Error('No secret: start Countersign with `npm start`, or set COUNTERSIGN_SECRET to 32 characters or more.');
  return createHmac('sha256', secret).update('browser sessions').digest('base64url');
}

/** The session id inside a cookie's value; null for one that is absent, forged, expired or not ours. */
export async function readSessionCookie(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  const token = await decode({ token: value, secret: authSecret() }).catch(() => null);
  const parsed = tokenSchema.safeParse(token);
  return parsed.success ? parsed.data.sid : null;
}

/** The value of one cookie in a Cookie header. */
export function cookieFrom(header: string | null, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals !== -1 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
