'use client';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';

interface PageErrorProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** What a page shows when something unexpected happened: neutral words, and the id under which it was logged. */
export function PageError({ error, retry }: PageErrorProps) {
  return (
    <ErrorState
      title="Something went wrong on our side"
      errorId={error.digest}
      action={
        <div className="flex gap-2">
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <Button asChild>
            <Link href="/">Back to the queue</Link>
          </Button>
        </div>
      }
    >
      Nothing was changed by this. Try again; if it stays, give support the error id below.
    </ErrorState>
  );
}
