import type { Metadata } from 'next';
import { LinkIsGone } from '@/app/(auth)/link-is-gone';
import { Card } from '@/components/ui/card';
import { findReset } from '@/lib/data/people/redeem-link';
import { redeemResetAction } from './reset-action';
import { ResetForm } from './reset-form';

export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' };

export default async function ResetPage({ params }: { params: Promise<{ project: string; token: string }> }) {
  const { project, token } = await params;
  const found = await findReset(project, token);
  if (!found) return <LinkIsGone what="link" />;
  return (
    <Card className="grid gap-4 p-6 shadow-raised">
      <div>
        <h1 className="font-semibold text-lg">Choose a new password</h1>
        <p className="mt-1 text-muted-foreground">
          For <bdi className="wrap-anywhere text-foreground">{found.email}</bdi>. All sessions of this account end.
        </p>
      </div>
      <ResetForm email={found.email} redeem={redeemResetAction.bind(null, project, token)} />
    </Card>
  );
}
