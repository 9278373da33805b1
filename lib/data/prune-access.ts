// Removes sessions and sign-in links that are over: nobody can use them any more, and lists show them no longer.
import 'server-only';
import { globalDatabase, withProject } from './database';

/** How long after its end a session or link may still be looked up, in days. */
const KEPT_DAYS = 30;

/** Sessions of everybody. Answers how many went. */
export async function pruneSessions(): Promise<number> {
  return globalDatabase().$executeRaw`
    DELETE FROM session WHERE least(expires_at, coalesce(revoked_at, expires_at)) < now() - ${KEPT_DAYS} * interval '1 day'`;
}

/** Invitations and password links of one project: used, withdrawn or run out. */
export async function pruneSignInLinks(projectId: string): Promise<number> {
  return withProject(
    projectId,
    (tx) => tx.$executeRaw`
      DELETE FROM sign_in_link WHERE project_id = ${projectId}::uuid
        AND least(expires_at, coalesce(used_at, expires_at), coalesce(revoked_at, expires_at)) < now() - ${KEPT_DAYS} * interval '1 day'`,
  );
}
