// Browser sessions: looked up at every request, so that signing out, revoking, disabling and role changes count at once.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import { roleSchema } from '@/lib/domain/policy';
import type { Role } from '@/lib/domain/policy';
import { globalDatabase } from '@/lib/data/database';

/** A session ends when nobody used it for this long … */
export const IDLE_LIMIT_MS = 12 * 60 * 60 * 1000;
/** … and at the latest this long after signing in. */
export const ABSOLUTE_LIMIT_MS = 7 * 24 * 60 * 60 * 1000;
/** Uses closer together than this make no write. */
const TOUCH_INTERVAL_MS = 60_000;

export interface SessionDetails {
  provider: 'password' | 'oidc' | 'link';
  userAgent: string;
}

export interface SignedInProject {
  projectId: string;
  slug: string;
  name: string;
  role: Role;
}

/** Who is behind a browser session, as the database knows it now. */
export interface SignedIn {
  sessionId: string;
  userId: string;
  email: string;
  name: string;
  isAdmin: boolean;
  /** By name. */
  projects: SignedInProject[];
  lastProjectId: string | null;
  seenAt: Date;
}

interface Row {
  user_id: string;
  email: string;
  user_name: string;
  is_admin: boolean;
  last_project_id: string | null;
  seen_at: Date;
  project_id: string | null;
  slug: string | null;
  project_name: string | null;
  role: string | null;
}

/** Makes a session for somebody who has just proven who they are. Always a new id: an older one is never taken over. */
export async function createSession(
  userId: string,
  { provider, userAgent }: SessionDetails,
  id = newId(),
  now = new Date(),
): Promise<string> {
  const expiresAt = new Date(now.getTime() + ABSOLUTE_LIMIT_MS);
  await globalDatabase().session.create({
    data: { id, userId, createdAt: now, seenAt: now, expiresAt, provider, userAgent: userAgent.slice(0, 400) },
  });
  return id;
}

/** The person behind a session with all their projects, or null when it has ended in any way. One query. */
export async function findSignedIn(sessionId: string, now = new Date()): Promise<SignedIn | null> {
  const idleSince = new Date(now.getTime() - IDLE_LIMIT_MS);
  const rows = await globalDatabase().$queryRaw<Row[]>`
    SELECT s.user_id::text, u.email, u.name AS user_name, u.is_admin, s.last_project_id::text, s.seen_at,
           p.id::text AS project_id, p.slug, p.name AS project_name, m.role
    FROM session s
    JOIN "user" u ON u.id = s.user_id AND NOT u.is_disabled
    LEFT JOIN membership m ON m.user_id = u.id
    LEFT JOIN project p ON p.id = m.project_id
    WHERE s.id = ${sessionId}::uuid AND s.revoked_at IS NULL AND s.expires_at > ${now} AND s.seen_at > ${idleSince}
    ORDER BY p.name, p.id`;
  const [first] = rows;
  if (!first) return null;
  return {
    sessionId,
    userId: first.user_id,
    email: first.email,
    name: first.user_name,
    isAdmin: first.is_admin,
    projects: rows.flatMap(toProject),
    lastProjectId: first.last_project_id,
    seenAt: first.seen_at,
  };
}

/** Notes that the session is in use, and in which project; at most one write a minute unless the project changes. */
export async function touchSession(signedIn: SignedIn, projectId: string | null, now = new Date()): Promise<void> {
  const isSameProject = projectId === null || projectId === signedIn.lastProjectId;
  if (isSameProject && now.getTime() - signedIn.seenAt.getTime() < TOUCH_INTERVAL_MS) return;
  await globalDatabase().session.updateMany({
    where: { id: signedIn.sessionId, revokedAt: null },
    data: { seenAt: now, lastProjectId: projectId ?? signedIn.lastProjectId },
  });
}

function toProject(row: Row): SignedInProject[] {
  if (row.project_id === null || row.slug === null) return [];
  return [{ projectId: row.project_id, slug: row.slug, name: row.project_name ?? row.slug, role: roleSchema.parse(row.role) }];
}

/** Whether anybody ever signed in here; until then the sign-in page says where the owner's password is. */
export async function hasAnySession(): Promise<boolean> {
  return (await globalDatabase().session.findFirst({ select: { id: true } })) !== null;
}
