import Link from 'next/link';
import { Button } from '@/components/ui/button';

/** The invited address has an account, or another account is signed in here: the right person has to sign in. */
export function InvitedElsewhere({ email, signedInAs, signInPath }: { email: string; signedInAs: string | null; signInPath: string }) {
  if (signedInAs === null) {
    return (
      <>
        <p>There is an account with this address. Sign in with it, and you come back here.</p>
        <Button asChild variant="primary" size="lg">
          <Link href={signInPath}>Sign in</Link>
        </Button>
      </>
    );
  }
  return (
    <p>
      You are signed in as <bdi className="wrap-anywhere font-medium">{signedInAs}</bdi>. Sign out first, then open the link again to come in as{' '}
      <bdi className="wrap-anywhere font-medium">{email}</bdi>.
    </p>
  );
}
