import { ListTree } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';

interface NoRunsProps {
  project: string;
  isFiltered: boolean;
}

/** An empty list: because of its filters, or because nothing was sent yet. */
export function NoRuns({ project, isFiltered }: NoRunsProps) {
  if (isFiltered) {
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
  return (
    <EmptyState
      icon={ListTree}
      title="No run has arrived yet"
      action={
        <Button asChild variant="primary">
          <Link href={paths.apiDocs()}>How to send runs</Link>
        </Button>
      }
    >
      Point an OpenTelemetry exporter at the ingest port, or post a record to <code className="font-mono">/api/v1/runs</code>. The first run
      shows up here within seconds.
    </EmptyState>
  );
}
