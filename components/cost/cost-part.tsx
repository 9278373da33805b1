import { X } from 'lucide-react';
import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { COST_KIND_TITLES } from '@/lib/domain/cost/cost-kind';
import type { CostRange, CostView } from '@/lib/domain/cost/cost-view';
import { formatCompact, formatCostUsd, formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import { CostCharts } from './cost-charts';
import { costWords, runsHref, valueWords } from './cost-words';

interface CostPartPanelProps {
  project: string;
  part: NonNullable<CostView['part']>;
  range: CostRange;
  closeHref: string;
}

/** One part of the cost: its days and the runs behind it, the dearest first. */
export function CostPartPanel({ project, part: { kind, value, sums, days, dearest }, range, closeHref }: CostPartPanelProps) {
  const all = runsHref(project, kind, value, range);
  return (
    <section aria-labelledby="cost-part" className="grid gap-3 rounded-lg border border-border-strong bg-background p-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0">
          <p className="text-muted-foreground text-xs">{COST_KIND_TITLES[kind]}</p>
          <h2 id="cost-part" className="font-semibold">
            <PlainText text={valueWords(kind, value)} />
          </h2>
          <p className="text-muted-foreground text-sm">
            {formatCount(sums.runs, 'run')}, cost {costWords(sums)}
            {sums.knownRuns < sums.runs && sums.knownRuns > 0 ? ` of ${formatCount(sums.knownRuns, 'run')} that tell it` : ''}.
          </p>
        </div>
        <Link
          href={closeHref}
          scroll={false}
          aria-label="Close"
          className="ms-auto inline-flex size-8 items-center justify-center rounded-md hover:bg-muted print:hidden"
        >
          <X aria-hidden className="size-4" />
        </Link>
      </div>
      <CostCharts project={project} days={days} />
      {dearest.length > 0 ? (
        <div className="grid gap-1">
          <h3 className="font-medium text-muted-foreground text-xs">Dearest runs</h3>
          <ol className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card">
            {dearest.map(({ runId, costUsd, tokens }) => (
              <li key={runId} className="flex min-h-8 items-center gap-3 px-3 text-sm">
                <Link
                  href={paths.run(project, runId)}
                  prefetch={false}
                  className="min-w-0 truncate font-mono text-link text-xs underline-offset-2 hover:underline"
                >
                  {runId}
                </Link>
                <span className="tabular ms-auto whitespace-nowrap text-muted-foreground text-xs">{formatCompact(tokens)} tokens</span>
                <span className="tabular w-24 whitespace-nowrap text-end">{costUsd === null ? 'not known' : formatCostUsd(costUsd)}</span>
              </li>
            ))}
          </ol>
          <p className="text-muted-foreground text-xs">
            {all ? (
              <Link href={all} prefetch={false} className="text-link underline-offset-2 hover:underline">
                All its runs
              </Link>
            ) : (
              'The five dearest of each day are kept; the list of runs has no filter for this.'
            )}
          </p>
        </div>
      ) : null}
    </section>
  );
}
