import 'server-only';
import { headers } from 'next/headers';
import { env } from '@/lib/env';

/** Where exporters send traces: the door on the web port, under the address that this browser used. */
export async function traceUrl(): Promise<string> {
  const { COUNTERSIGN_PUBLIC_URL } = env();
  if (COUNTERSIGN_PUBLIC_URL) return new URL('/api/ingest', COUNTERSIGN_PUBLIC_URL).href;
  const host = (await headers()).get('host') ?? `localhost:${env().PORT}`;
  return `http://${host}/api/ingest`;
}
