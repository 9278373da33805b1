'use server';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionSignedIn } from '@/lib/auth/action-viewer';
import { requireSameOrigin } from '@/lib/auth/require-same-origin';
import { joinAs, joinAsNewPerson } from '@/lib/data/people/redeem-link';

/** For somebody without an account: makes it. The link is the proof of who they are. */
export async function joinAsNewPersonAction(
  project: string,
  token: string,
  account: { name: string; password: string },
): Promise<ActionResult<void>> {
  return answerAction(async () => {
    await requireSameOrigin();
    await joinAsNewPerson(project, token, account);
  });
}

export async function joinAction(project: string, token: string): Promise<ActionResult<void>> {
  return answerAction(async () => joinAs(await requireActionSignedIn(), project, token));
}
