import { ListTree } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';

/** A list that its filters emptied. */
export function NoRuns({ project }: { project: string }) {
  return (
    <EmptyState
      icon={ListTree}
      title="No run matches"
      action={
        <Button asChild>
          <Link href={paths.runs(project)}>Show all runs</Link>
        </Button>
      }
    >
      Take a filter away, or look for the run by any of its IDs in the box above.
    </EmptyState>
  );
}
