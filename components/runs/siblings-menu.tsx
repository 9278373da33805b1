import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { OneLine } from '@/components/evidence/one-line';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { formatPercent, formatScore } from '@/lib/format';
import { paths } from '@/lib/paths';

interface SiblingsMenuProps {
  project: string;
  runId: string;
  /** Reviewers changed the output: the run can be compared with itself. */
  isChanged: boolean;
  siblings: readonly { run: RunSummary; likeness: number; differs: readonly string[] }[];
}

/** Runs that answered the same or nearly the same input, to compare this one with. */
export function SiblingsMenu({ project, runId, siblings, isChanged }: SiblingsMenuProps) {
  if (siblings.length === 0 && !isChanged) return null;
  return (
    <details className="relative">
      <summary className="inline-flex h-8 select-none list-none items-center gap-1.5 rounded-md border border-border-strong bg-card px-3 text-sm shadow-raised hover:bg-accent [&::-webkit-details-marker]:hidden">
        <GitCompareArrows aria-hidden className="size-4" />
        Compare
        <span className="tabular rounded-sm bg-muted px-1 text-muted-foreground text-xs">{siblings.length}</span>
      </summary>
      <div className="thin-scroll absolute end-0 z-30 mt-1 max-h-96 w-96 overflow-y-auto rounded-lg bg-popover p-1 shadow-floating">
        <p className="px-2 py-1 text-muted-foreground text-xs">
          Runs with the same or nearly the same input.{' '}
          <Link href={paths.siblings(project, runId)} className="text-link underline-offset-2 hover:underline">
            This run against all of them
          </Link>
        </p>
        {isChanged ? (
          <Link
            href={paths.compare(project, runId, runId, { view: 'effective' })}
            prefetch={false}
            className="block rounded-md px-2 py-1.5 text-sm hover:bg-accent"
          >
            What review changed: original against effective
          </Link>
        ) : null}
        <ul>
          {siblings.map(({ run, likeness, differs }) => (
            <li key={run.runId}>
              <Link
                href={paths.compare(project, runId, run.runId)}
                prefetch={false}
                className="grid gap-0.5 rounded-md px-2 py-1.5 hover:bg-accent"
              >
                <span className="flex items-center gap-2 text-sm">
                  <span className="min-w-0 flex-1 truncate font-mono text-xs">{run.runId}</span>
                  {run.risk === null ? null : <span className="tabular text-muted-foreground text-xs">risk {formatScore(run.risk)}</span>}
                </span>
                <span className="text-muted-foreground text-xs">
                  {likeness >= 1 ? 'same input' : `${formatPercent(likeness)} alike`}
                  {differs.length > 0 ? `, other ${differs.map((name) => name.replaceAll('_', ' ')).join(', ')}` : ', same versions'}
                </span>
                <span className="truncate text-xs">
                  <OneLine text={run.outputPreview} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
