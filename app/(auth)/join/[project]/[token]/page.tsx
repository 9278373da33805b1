import type { Metadata } from 'next';
import { LinkIsGone } from '@/app/(auth)/link-is-gone';
import { Card } from '@/components/ui/card';
import { isOidcConfigured } from '@/lib/auth/oidc-provider';
import { findViewer } from '@/lib/auth/viewer';
import { findInvitation } from '@/lib/data/people/redeem-link';
import { env } from '@/lib/env';
import { paths } from '@/lib/paths';
import { AcceptButton } from './accept-button';
import { InvitedElsewhere } from './invited-elsewhere';
import { joinAction, joinAsNewPersonAction } from './join-actions';
import { NewAccountForm } from './new-account-form';

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };

export default async function JoinPage({ params }: { params: Promise<{ project: string; token: string }> }) {
  const { project, token } = await params;
  const [invitation, viewer] = await Promise.all([findInvitation(project, token), findViewer()]);
  if (!invitation) return <LinkIsGone what="invitation" />;
  const here = paths.join(project, token);
  const next = paths.queue(project);
  const singleSignOn = isOidcConfigured() ? env().COUNTERSIGN_OIDC_NAME : null;
  return (
    <Card className="grid gap-4 p-6 shadow-raised">
      <div>
        <h1 className="font-semibold text-lg">
          Join <bdi>{invitation.projectName}</bdi>
        </h1>
        <p className="mt-1 text-muted-foreground">
          You are invited as {invitation.role}, with the address <bdi className="wrap-anywhere text-foreground">{invitation.email}</bdi>.
        </p>
      </div>
      {viewer?.email === invitation.email ? (
        <AcceptButton join={joinAction.bind(null, project, token)} next={next} />
      ) : viewer || invitation.hasAccount ? (
        <InvitedElsewhere email={invitation.email} signedInAs={viewer?.email ?? null} here={here} />
      ) : (
        <NewAccountForm
          email={invitation.email}
          name={invitation.name}
          create={joinAsNewPersonAction.bind(null, project, token)}
          next={next}
          here={here}
          singleSignOn={singleSignOn}
        />
      )}
    </Card>
  );
}
