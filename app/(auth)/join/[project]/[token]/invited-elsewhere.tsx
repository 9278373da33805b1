import Link from 'next/link';
import { SignOutButton } from '@/components/people/sign-out-button';
import { Button } from '@/components/ui/button';
import { paths } from '@/lib/paths';

/** The invited address has an account, or another account is signed in here: the right person has to sign in. */
export function InvitedElsewhere({ email, signedInAs, here }: { email: string; signedInAs: string | null; here: string }) {
  if (signedInAs === null) {
    return (
      <>
        <p>There is an account with this address. Sign in with it, and you come back here.</p>
        <Button asChild variant="primary" size="lg">
          <Link href={paths.signIn(here)}>Sign in</Link>
        </Button>
      </>
    );
  }
  return (
    <>
      <p>
        You are signed in as <bdi className="wrap-anywhere font-medium">{signedInAs}</bdi>. Sign out to come in as{' '}
        <bdi className="wrap-anywhere font-medium">{email}</bdi>.
      </p>
      <SignOutButton next={here} size="lg" variant="primary" />
    </>
  );
}
