import type { ReactNode } from 'react';
import type { CostSums } from '@/lib/domain/cost/cost-kind';
import { formatCompact, formatNumber, formatPercent } from '@/lib/format';
import { costOfRun, costWords } from './cost-words';

/** The window in five figures. */
export function CostFigures({ sums }: { sums: CostSums }) {
  const { runs, knownRuns, inputTokens, cachedTokens, outputTokens, reasoningTokens } = sums;
  const share = (part: number, whole: number, word: string) => (whole === 0 ? 'none told' : `${formatPercent(part / whole, 1)} ${word}`);
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-border bg-border sm:grid-cols-3 lg:grid-cols-5">
      <Figure
        name="Cost"
        value={costWords(sums)}
        note={knownRuns < runs ? `known of ${formatNumber(knownRuns)} runs` : 'known of every run'}
      />
      <Figure name="Runs" value={formatNumber(runs)} note={`${formatNumber(sums.steps)} steps with tokens or cost`} />
      <Figure name="A run" value={costOfRun(sums)} note="mean of the runs with a known cost" />
      <Figure name="Tokens in" value={formatCompact(inputTokens)} note={share(cachedTokens, inputTokens, 'of them cached')} />
      <Figure name="Tokens out" value={formatCompact(outputTokens)} note={share(reasoningTokens, outputTokens, 'of them reasoning')} />
    </dl>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note: ReactNode }) {
  return (
    <div className="grid content-start bg-card px-4 py-2.5">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="tabular font-semibold text-lg">{value}</dd>
      <dd className="text-muted-foreground text-xs">{note}</dd>
    </div>
  );
}
