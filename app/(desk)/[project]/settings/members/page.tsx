import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { InvitationTable } from '@/components/people/invitation-table';
import { InviteDialog } from '@/components/people/invite-dialog';
import { MemberTable } from '@/components/people/member-table';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { listMembers } from '@/lib/data/people/members';
import { listInvitations } from '@/lib/data/people/sign-in-links';
import { can } from '@/lib/domain/policy';
import { changeRoleAction, createResetLinkAction, inviteMemberAction, removeMemberAction, revokeInvitationAction } from './member-actions';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  if (!can(viewer, 'member.read')) notFound();
  const [members, invitations] = await Promise.all([listMembers(viewer), listInvitations(viewer)]);
  const slug = viewer.projectSlug;
  const mayEdit = can(viewer, 'member.edit');
  const invite = inviteMemberAction.bind(null, slug);
  return (
    <>
      <PageHeader
        title="Members"
        description="People who can open this project, each in one role. Changes count from their next click, and stand in the trail."
        actions={mayEdit ? <InviteDialog invite={invite} /> : null}
      />
      <MemberTable
        members={members}
        viewerId={viewer.userId}
        mayEdit={mayEdit}
        changeRole={changeRoleAction.bind(null, slug)}
        remove={removeMemberAction.bind(null, slug)}
        createResetLink={createResetLinkAction.bind(null, slug)}
      />
      {invitations.length > 0 ? (
        <InvitationTable invitations={invitations} mayEdit={mayEdit} invite={invite} revoke={revokeInvitationAction.bind(null, slug)} />
      ) : null}
    </>
  );
}
