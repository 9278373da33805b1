// Who looks at a page or presses a button on it: the same question for server components and server actions.
import 'server-only';
import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { findSignedIn, touchSession } from '@/lib/data/people/sessions';
import type { SignedIn } from '@/lib/data/people/sessions';
import type { Actor } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';
import { PATH_HEADER } from './path-header';
import { readSessionCookie } from './session-cookie';
import { sessionCookieName } from './session-cookie-name';

/** The signed-in person and all their projects, or null. One query for a request, however many components ask. */
export const findViewer = cache(async (): Promise<SignedIn | null> => {
  const jar = await cookies();
  const sessionId = await readSessionCookie(jar.get(sessionCookieName())?.value);
  return sessionId ? findSignedIn(sessionId) : null;
});

/** The signed-in person; goes to the sign-in page, and back afterwards, when there is none. */
export async function requireSignedIn(): Promise<SignedIn> {
  const signedIn = await findViewer();
  if (signedIn) return signedIn;
  const path = (await headers()).get(PATH_HEADER);
  redirect(paths.signIn(path && path !== '/' ? path : undefined));
}

/** The viewer as an actor in one project. Somebody who is not a member gets the same answer as for a project that does not exist. */
export const requireViewer = cache(async (projectSlug: string): Promise<Actor> => {
  const signedIn = await requireSignedIn();
  const project = signedIn.projects.find(({ slug }) => slug === projectSlug);
  if (!project) notFound();
  await touchSession(signedIn, project.projectId);
  return {
    userId: signedIn.userId,
    name: signedIn.name,
    projectId: project.projectId,
    projectSlug: project.slug,
    role: project.role,
    via: 'session',
    scopes: [],
  };
});
