// Addresses at which an SDK puts a medium without its key: signed, for one hash or key of one project, for an hour.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { unavailable } from '@/lib/errors';

export const UPLOAD_PATH = /\/(?:media|attachment)\/upload\/([0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const VALID_MS = 60 * 60 * 1000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `name` is the hash or the key; `mediaPath` is the path of the request for an address; what stood before it (a prefix of a proxy) stays. */
export function uploadUrl(headers: Headers, mediaPath: string, projectId: string, name: string): string {
  const expires = String(Date.now() + VALID_MS);
  const ticket = `${projectId}.${expires}.${signature(projectId, name, expires)}`;
  return `${originOf(headers)}${mediaPath}/upload/${name}?ticket=${ticket}`;
}

/** The project that the ticket is for; null for one that is not ours, of another name or too old. */
export function ticketProject(ticket: string, name: string): string | null {
  const [projectId = '', expires = '', given = ''] = ticket.split('.');
  if (!UUID.test(projectId) || !/^\d{13}$/.test(expires) || Number(expires) < Date.now()) return null;
  const expected = Buffer.from(signature(projectId, name, expires));
  const shown = Buffer.from(given);
  return expected.length === shown.length && timingSafeEqual(expected, shown) ? projectId : null;
}

function signature(projectId: string, name: string, expires: string): string {
  const secret = env().COUNTERSIGN_SECRET;
  if (!secret) throw unavailable('no_secret', 'Media cannot be taken in: COUNTERSIGN_SECRET is not set.');
  return createHmac('sha256', secret).update(`media-upload ${projectId} ${name} ${expires}`).digest('base64url');
}

/** The sender reaches us again as it did now; the address goes to nobody else. */
function originOf(headers: Headers): string {
  const { COUNTERSIGN_TRUST_PROXY: trust, COUNTERSIGN_PUBLIC_URL: publicUrl } = env();
  const first = (name: string) => (trust === 'on' ? headers.get(name)?.split(',')[0]?.trim() : undefined);
  const host = first('x-forwarded-host') ?? headers.get('host') ?? 'localhost';
  const ofPublic = publicUrl && new URL(publicUrl).host === host ? new URL(publicUrl).protocol.slice(0, -1) : undefined;
  return `${first('x-forwarded-proto') ?? ofPublic ?? 'http'}://${host}`;
}
