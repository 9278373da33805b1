import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export default function DeskNotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={SearchX}
        title="There is no such record in this project, or you may not see it"
        action={
          <Button asChild>
            <Link href="/">Back to the queue</Link>
          </Button>
        }
      >
        Any ID of a run, trace or session can be looked up with the box at the top.
      </EmptyState>
    </>
  );
}
