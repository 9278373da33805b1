import Link from 'next/link';
import { OneLine } from '@/components/evidence/one-line';
import { RelativeTime } from '@/components/ui/relative-time';
import { paths } from '@/lib/paths';

interface FoundRunsProps {
  project: string;
  label: string;
  runs: readonly { runId: string; kind: string; name: string | null; startedAt: string; stepId: string | null }[];
}

/** Runs that an ID led to, each a link. */
export function FoundRuns({ project, label, runs }: FoundRunsProps) {
  return (
    <ul aria-label={label} className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card">
      {runs.map(({ runId, kind, name, startedAt, stepId }) => (
        <li key={runId}>
          <Link
            href={paths.run(project, runId, { step: stepId })}
            prefetch={false}
            className="flex items-center gap-3 px-4 py-2 outline-offset-[-2px] hover:bg-muted"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">
                <OneLine text={name ?? runId} />
              </span>
              <span className="block truncate font-mono text-muted-foreground text-xs">
                <OneLine text={runId} />
              </span>
            </span>
            {kind === 'run' ? null : <span className="shrink-0 text-muted-foreground text-xs">by {kind} ID</span>}
            <RelativeTime at={startedAt} className="shrink-0 text-muted-foreground text-xs" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
