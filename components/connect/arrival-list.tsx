import { Radio } from 'lucide-react';
import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { paths } from '@/lib/paths';
import type { ArrivedRun } from './arrivals';

const PHASES: Record<string, string> = { receiving: 'still arriving', settled: 'being checked', evaluated: 'checked' };

/** The runs that came last, or that nothing has come yet. */
export function ArrivalList({ project, runs }: { project: string; runs: readonly ArrivedRun[] }) {
  if (runs.length === 0)
    return (
      <p role="status" className="flex items-center gap-2 text-muted-foreground">
        <Radio aria-hidden className="size-4 shrink-0 animate-pulse text-link motion-reduce:animate-none" />
        Listening. The first run shows up here within seconds.
      </p>
    );
  return (
    <ul aria-label="Runs that came last" aria-live="polite" className="divide-y divide-border rounded-md border border-border">
      {runs.map(({ runId, name, source, phase, stepCount, lastStepAt }) => (
        <li key={runId} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2">
          <Link
            href={paths.run(project, runId)}
            prefetch={false}
            dir="auto"
            className="min-w-0 max-w-full truncate font-medium hover:underline"
          >
            {name ?? runId}
          </Link>
          <span className="text-muted-foreground text-xs">
            <span className="font-mono">{runId}</span> · {source} · {stepCount === 1 ? '1 step' : `${stepCount} steps`} ·{' '}
            {PHASES[phase] ?? phase}
          </span>
          <RelativeTime at={lastStepAt} className="ms-auto text-muted-foreground text-xs" />
        </li>
      ))}
    </ul>
  );
}
