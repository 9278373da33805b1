// Who calls a route of the HTTP API: an API key, or one of our own pages with a browser session.
import 'server-only';
import { findSignedIn, touchSession } from '@/lib/data/people/sessions';
import type { SignedIn, SignedInProject } from '@/lib/data/people/sessions';
import { can, PERMISSIONS } from '@/lib/domain/policy';
import type { Actor, PermissionName } from '@/lib/domain/policy';
import { env } from '@/lib/env';
import { ExpectedError } from '@/lib/errors';
import { authenticateKey } from './api-key';
import { presentedKey } from './presented-key';
import { isSameOrigin } from './same-origin';
import { cookieFrom, readSessionCookie } from './session-cookie';
import { sessionCookieName } from './session-cookie-name';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The actor of a request, who has `permission`. Throws 401 when nobody is signed in or the key is no good, 403 without the
 * permission and for a session's write that does not come from our own pages, 404 for a project that the person is not in.
 * A session names its project by the header `x-countersign-project` or `?project=` (a slug); without, it is the last one used.
 */
export async function requireApiActor(request: Request, permission: PermissionName): Promise<Actor> {
  const actor = await authenticate(request);
  if (!can(actor, permission)) throw missingPermission(actor, permission);
  return actor;
}

async function authenticate(request: Request): Promise<Actor> {
  const key = presentedKey(request.headers);
  if (key === null) return sessionActor(request);
  const actor = await authenticateKey(key);
  if (!actor)
    throw unauthenticated('This API key is not valid: it is unknown, revoked or expired. Create a new one in the project settings.');
  return actor;
}

async function sessionActor(request: Request): Promise<Actor> {
  const sessionId = await readSessionCookie(cookieFrom(request.headers.get('cookie'), sessionCookieName()));
  const signedIn = sessionId && (await findSignedIn(sessionId));
  if (!signedIn) throw unauthenticated('Send an API key as "Authorization: Bearer cs_…", or sign in.');
  const origin = { publicUrl: env().COUNTERSIGN_PUBLIC_URL, isProxyTrusted: env().COUNTERSIGN_TRUST_PROXY === 'on' };
  if (!SAFE_METHODS.has(request.method) && !isSameOrigin(request.headers, origin)) {
    throw new ExpectedError(
      'forbidden',
      'cross_origin',
      'A browser session may only change things from our own pages. Use an API key instead.',
    );
  }
  const project = chooseProject(signedIn, request.headers.get('x-countersign-project') ?? new URL(request.url).searchParams.get('project'));
  await touchSession(signedIn, null);
  return {
    userId: signedIn.userId,
    name: signedIn.name,
    projectId: project.projectId,
    projectSlug: project.slug,
    role: project.role,
    via: 'session',
    scopes: [],
  };
}

function chooseProject(signedIn: SignedIn, slug: string | null): SignedInProject {
  const { projects, lastProjectId } = signedIn;
  const chosen =
    slug === null
      ? (projects.find(({ projectId }) => projectId === lastProjectId) ?? projects[0])
      : projects.find((project) => project.slug === slug);
  if (chosen) return chosen;
  if (slug === null)
    throw new ExpectedError('forbidden', 'no_project', 'You are not a member of any project yet. Ask an owner for an invitation.');
  throw new ExpectedError('not_found', 'not_found', 'There is no such project here, or you may not see it.');
}

function unauthenticated(message: string): ExpectedError {
  return new ExpectedError('forbidden', 'unauthenticated', message, { status: 401 });
}

function missingPermission(actor: Actor, permission: PermissionName): ExpectedError {
  const { title, scope } = PERMISSIONS[permission];
  const isScope = actor.via === 'key' && !actor.scopes.includes(scope);
  const message = isScope
    ? `This API key lacks the scope "${scope}" (${title.toLowerCase()}). Create a key that has it.`
    : `The role "${actor.role}" may not do this (${title.toLowerCase()}). Ask an owner of the project.`;
  return new ExpectedError('forbidden', 'forbidden', message, {
    extra: isScope ? { required_scope: scope } : { required_permission: permission },
  });
}
