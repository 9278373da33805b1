import Link from 'next/link';
import { OneLine } from '@/components/evidence/one-line';
import { RiskBar } from '@/components/evidence/risk-bar';
import type { TableColumn } from '@/components/table/virtual-table';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { formatCostUsd, formatDurationMs, formatInstant, formatMinute } from '@/lib/format';
import { paths } from '@/lib/paths';
import { FindingCodes } from './finding-codes';
import { RunOutcome } from './run-outcome';

/** The columns of the list of runs. */
export function runsColumns(project: string): TableColumn<RunSummary>[] {
  return [
    { id: 'run', heading: 'Run', widthRem: 15, cell: (run) => <RunCell run={run} href={paths.run(project, run.runId)} /> },
    { id: 'words', heading: 'Input and output', cell: (run) => <WordsCell run={run} /> },
    { id: 'made', heading: 'Route and versions', widthRem: 13, cell: (run) => <MadeCell run={run} /> },
    { id: 'found', heading: 'Found', widthRem: 14, cell: (run) => <FoundCell run={run} /> },
    { id: 'risk', heading: 'Risk', widthRem: 7.5, sortKey: 'risk', cell: (run) => <RiskBar risk={run.risk} /> },
    {
      id: 'outcome',
      heading: 'Outcome',
      widthRem: 8,
      cell: (run) => <RunOutcome outcome={run.reviewOutcome} phase={run.phase} isWaiting={run.isQueued} />,
    },
    { id: 'started', heading: 'Started', widthRem: 9.5, sortKey: 'started_at', align: 'end', cell: (run) => <StartedCell run={run} /> },
  ];
}

function RunCell({ run, href }: { run: RunSummary; href: string }) {
  return (
    <span className="grid">
      <Link href={href} prefetch={false} data-row-link className="truncate font-medium hover:underline">
        <OneLine text={run.name ?? run.runId} />
      </Link>
      <span className="truncate font-mono text-muted-foreground text-xs">{run.name === null ? '' : run.runId}</span>
    </span>
  );
}

function WordsCell({ run }: { run: RunSummary }) {
  return (
    <span className="grid">
      <span className="truncate">
        <OneLine text={run.inputPreview || '(no input)'} />
      </span>
      <span className="truncate text-muted-foreground text-xs">
        <OneLine text={run.outputPreview || '(no output)'} />
      </span>
    </span>
  );
}

function MadeCell({ run }: { run: RunSummary }) {
  const prompt = [run.promptId, run.promptVersion].filter(Boolean).join(' @ ');
  return (
    <span className="grid">
      <span className="flex items-baseline gap-1.5">
        <OneLine text={run.route ?? 'no route'} />
        {run.errorCount > 0 ? (
          <span className="shrink-0 text-danger text-xs">
            {run.errorCount} failed {run.errorCount === 1 ? 'step' : 'steps'}
          </span>
        ) : null}
      </span>
      <span className="truncate text-muted-foreground text-xs" title={[prompt, run.modelName, run.release].filter(Boolean).join(' · ')}>
        <OneLine text={[prompt || 'no prompt version', run.release].filter(Boolean).join(' · ')} />
      </span>
    </span>
  );
}

/** Nothing is found only once something was looked for. */
function FoundCell({ run }: { run: RunSummary }) {
  if (run.evaluatedAt === null && run.codes.length === 0) return <span className="text-muted-foreground text-xs">not checked yet</span>;
  return <FindingCodes codes={run.codes} shown={1} />;
}

function StartedCell({ run }: { run: RunSummary }) {
  const measures = [
    run.latencyMs === null ? null : formatDurationMs(run.latencyMs),
    run.costUsd ? formatCostUsd(run.costUsd) : null,
  ].filter(Boolean);
  return (
    <span className="grid">
      <time dateTime={run.startedAt} title={formatInstant(run.startedAt)} className="tabular whitespace-nowrap text-muted-foreground">
        {formatMinute(run.startedAt)}
      </time>
      <span className="tabular text-muted-foreground text-xs">{measures.join(' · ')}</span>
    </span>
  );
}
