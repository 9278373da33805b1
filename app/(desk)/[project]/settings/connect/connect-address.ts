import 'server-only';
import { headers } from 'next/headers';
import { env } from '@/lib/env';

/**
 * Where tracers send to, as this browser would reach it: below the public address when there is one, else the ingest port of the
 * host that the browser used.
 */
export async function connectAddress(): Promise<{ ingestUrl: string; webUrl: string }> {
  const { COUNTERSIGN_PUBLIC_URL, PORT, INGEST_PORT } = env();
  if (COUNTERSIGN_PUBLIC_URL) {
    const webUrl = COUNTERSIGN_PUBLIC_URL.replace(/\/+$/, '');
    return { ingestUrl: `${webUrl}/api/ingest`, webUrl };
  }
  const host = (await headers()).get('host') ?? `localhost:${PORT}`;
  const web = new URL(`http://${host}`);
  return { ingestUrl: `http://${web.hostname}:${INGEST_PORT}`, webUrl: web.origin };
}
