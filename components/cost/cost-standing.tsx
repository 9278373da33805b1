import Link from 'next/link';
import type { CostSums } from '@/lib/domain/cost/cost-kind';
import type { CostRow } from '@/lib/domain/cost/cost-view';
import { formatCount, formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';
import { valueWords } from './cost-words';

interface CostStandingProps {
  project: string;
  total: CostSums;
  /** Rows by model. */
  models: readonly CostRow[];
}

/** Says of how many runs nobody knows the cost, and of which models; nothing when all are known. */
export function CostStanding({ project, total: { runs, knownRuns }, models }: CostStandingProps) {
  const unknown = runs - knownRuns;
  if (unknown === 0) return null;
  const names = models.filter(({ sums }) => sums.knownRuns < sums.runs).map(({ value }) => valueWords('model', value));
  return (
    <p role="note" className="rounded-lg bg-warning-soft px-4 py-2.5 text-sm text-warning">
      The cost of {formatNumber(unknown)} of {formatCount(runs, 'run')} is not known: they tell no price
      {names.length > 0 ? ` (${names.slice(0, 4).join(', ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''})` : ''}. They are in
      no sum of cost here, and not counted as zero.{' '}
      <Link href={paths.connect(project)} className="underline underline-offset-2">
        Send cost_usd
      </Link>{' '}
      with the run or the step.
    </p>
  );
}
