'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { changeRole, removeMember } from '@/lib/data/people/members';
import { createResetLink, inviteMember, type MadeLink, revokeInvitation } from '@/lib/data/people/sign-in-links';
import type { Role } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';

/** Answers the path of the link that the invited person opens. */
export async function inviteMemberAction(
  project: string,
  invitation: { email: string; name: string; role: Role },
): Promise<ActionResult<MadeLink & { path: string }>> {
  return change(async () => {
    const viewer = await requireActionViewer(project);
    const made = await inviteMember(viewer, invitation);
    return { ...made, path: paths.join(viewer.projectSlug, made.token) };
  });
}

export async function createResetLinkAction(project: string, userId: string): Promise<ActionResult<MadeLink & { path: string }>> {
  return change(async () => {
    const viewer = await requireActionViewer(project);
    const made = await createResetLink(viewer, userId);
    return { ...made, path: paths.reset(viewer.projectSlug, made.token) };
  });
}

export async function changeRoleAction(project: string, userId: string, role: Role): Promise<ActionResult<void>> {
  return change(async () => changeRole(await requireActionViewer(project), { userId, role }));
}

export async function removeMemberAction(project: string, userId: string): Promise<ActionResult<void>> {
  return change(async () => removeMember(await requireActionViewer(project), userId));
}

export async function revokeInvitationAction(project: string, linkId: string): Promise<ActionResult<void>> {
  return change(async () => revokeInvitation(await requireActionViewer(project), linkId));
}

async function change<T>(body: () => Promise<T>): Promise<ActionResult<T>> {
  const result = await answerAction(body);
  if (result.ok) revalidatePath('/[project]/settings/members', 'page');
  return result;
}
