import Link from 'next/link';
import { LongText } from '@/components/evidence/long-text';
import { PlainText } from '@/components/evidence/plain-text';
import { RiskBar } from '@/components/evidence/risk-bar';
import { SeverityMark } from '@/components/evidence/severity-mark';
import { cn } from '@/lib/cn';
import type { SessionRun } from '@/lib/domain/run/session-run';
import { formatCostUsd, formatDurationMs, formatInstant } from '@/lib/format';
import { paths } from '@/lib/paths';
import { RunOutcome } from './run-outcome';

interface SessionRunsProps {
  project: string;
  runs: readonly SessionRun[];
  /** The run that somebody came from. */
  current: string | null;
}

/** Findings of a run that are named; the run has all of them. */
const NAMED_FINDINGS = 4;

/** A conversation: what was asked and what was answered, run after run, with what became of each. */
export function SessionRuns({ project, runs, current }: SessionRunsProps) {
  return (
    <ol aria-label="Runs of the session" className="grid gap-3">
      {runs.map(({ run, input, output, isCut, findings }) => {
        const isCurrent = run.runId === current;
        return (
          <li
            key={run.runId}
            id={run.runId}
            aria-current={isCurrent ? 'true' : undefined}
            className={cn('scroll-mt-4 overflow-hidden rounded-lg border bg-card', isCurrent ? 'border-primary' : 'border-border')}
          >
            <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-border border-b px-4 py-1.5 text-muted-foreground text-xs">
              <h2 className="min-w-0">
                <Link href={paths.run(project, run.runId)} className="font-medium text-link text-sm underline-offset-2 hover:underline">
                  <PlainText text={run.name ?? run.runId} />
                </Link>
              </h2>
              <RunOutcome outcome={run.reviewOutcome} phase={run.phase} isWaiting={run.isQueued} />
              <span className="inline-flex items-center gap-1.5">
                Risk <RiskBar risk={run.risk} className="text-foreground" />
              </span>
              <span className="tabular ms-auto flex flex-wrap gap-x-3">
                <time dateTime={run.startedAt}>{formatInstant(run.startedAt)}</time>
                {run.latencyMs === null ? null : <span>{formatDurationMs(run.latencyMs)}</span>}
                {run.costUsd === null ? null : <span>{formatCostUsd(run.costUsd)}</span>}
                {run.modelName ? <bdi>{run.modelName}</bdi> : null}
              </span>
            </header>
            <div className="grid gap-3 px-4 py-3">
              <Said who="Asked" text={input} tone="bg-muted" />
              <Said who="Answered" text={output} tone="" />
              {isCut ? (
                <Link href={paths.run(project, run.runId)} className="w-fit text-link text-xs underline-offset-2 hover:underline">
                  This is the beginning: the run has all of it
                </Link>
              ) : null}
            </div>
            {findings.length > 0 ? (
              <ul aria-label="Findings" className="flex flex-wrap gap-x-4 gap-y-1 border-border border-t px-4 py-1.5 text-xs">
                {findings.slice(0, NAMED_FINDINGS).map(({ code, severity, count }) => (
                  <li key={`${code}${severity}`} className="inline-flex items-center gap-1">
                    <SeverityMark severity={severity} />
                    <Link href={paths.run(project, run.runId, { tab: 'evidence' })} className="underline-offset-2 hover:underline">
                      {code.replaceAll('_', ' ')}
                    </Link>
                    {count > 1 ? <span className="tabular text-muted-foreground">× {count}</span> : null}
                  </li>
                ))}
                {findings.length > NAMED_FINDINGS ? (
                  <li className="text-muted-foreground">and {findings.length - NAMED_FINDINGS} more</li>
                ) : null}
              </ul>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

function Said({ who, text, tone }: { who: string; text: string; tone: string }) {
  return (
    <div className={cn('grid gap-0.5', tone && 'rounded-md px-3 py-2', tone)}>
      <span className="text-2xs text-muted-foreground">{who}</span>
      {text === '' ? (
        <span className="text-muted-foreground text-sm">Nothing</span>
      ) : (
        <LongText text={text} limit={1500} className="text-sm" />
      )}
    </div>
  );
}
