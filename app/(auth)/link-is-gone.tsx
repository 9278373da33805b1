import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { paths } from '@/lib/paths';

/** For a link that is used, expired, taken back or wrong: these are the same to whoever holds it. */
export function LinkIsGone({ what }: { what: 'invitation' | 'link' }) {
  return (
    <Card className="p-6 shadow-raised">
      <h1 className="mb-2 font-semibold text-lg">This {what} no longer works</h1>
      <p className="mb-5 text-muted-foreground">It was used, has expired or was taken back. Ask whoever gave it to you for a new one.</p>
      <Button asChild>
        <Link href={paths.signIn()}>To the sign-in page</Link>
      </Button>
    </Card>
  );
}
