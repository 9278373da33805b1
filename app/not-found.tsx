import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={SearchX}
        title="There is nothing here, or you may not see it"
        action={
          <Button asChild>
            <Link href="/">Back to the queue</Link>
          </Button>
        }
      >
        Check the address. If somebody gave it to you, ask them whether it belongs to a project you are a member of.
      </EmptyState>
    </main>
  );
}
