// Who presses a button: every server action starts here.
import 'server-only';
import type { SignedIn } from '@/lib/data/people/sessions';
import type { Actor } from '@/lib/domain/policy';
import { requireSameOrigin } from './require-same-origin';
import { requireSignedIn, requireViewer } from './viewer';

/** The viewer of a server action as an actor in one project, after proof that one of our own pages sent it. */
export async function requireActionViewer(projectSlug: string): Promise<Actor> {
  await requireSameOrigin();
  return requireViewer(projectSlug);
}

/** The same for what belongs to a person and to no project. */
export async function requireActionSignedIn(): Promise<SignedIn> {
  await requireSameOrigin();
  return requireSignedIn();
}
