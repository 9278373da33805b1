// The first line of every server action. Next lets a request without an Origin header through; we do not.
import 'server-only';
import { headers } from 'next/headers';
import { env } from '@/lib/env';
import { ExpectedError } from '@/lib/errors';
import { isSameOrigin } from './same-origin';

/** Throws `forbidden` unless the request comes from one of our own pages. */
export async function requireSameOrigin(): Promise<void> {
  const origin = { publicUrl: env().COUNTERSIGN_PUBLIC_URL, isProxyTrusted: env().COUNTERSIGN_TRUST_PROXY === 'on' };
  if (isSameOrigin(await headers(), origin)) return;
  throw new ExpectedError('forbidden', 'cross_origin', 'This was not sent from our own pages. Reload the page and try again.');
}
