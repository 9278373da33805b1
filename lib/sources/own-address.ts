// The address under which the sender reached us, for answers that name where to send next.
import type { SurfaceCall } from './source';

/**
 * Without a slash at the end. The sender's own word for the host goes back to that sender and nowhere else; a proxy in front says in
 * `X-Forwarded-*` what it was called by.
 */
export function ownAddress({ headers, path }: Pick<SurfaceCall, 'headers' | 'path'>): string {
  const first = (name: string) => headers.get(name)?.split(',')[0]?.trim() || undefined;
  const host = first('x-forwarded-host') ?? first('host') ?? 'localhost';
  const protocol = first('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${protocol}://${host}${path.input.slice(0, path.index)}`;
}
