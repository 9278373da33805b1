import { Disclosure } from '@/components/ui/disclosure';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type CostDayView, shifted } from '@/lib/domain/cost/cost-view';
import { formatCompact, formatCostUsd, formatDay, formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';
import { costWords } from './cost-words';
import { type ChartPart, DayChart } from './day-chart';

const COLUMNS: readonly (readonly [string, (sums: CostDayView['sums']) => string])[] = [
  ['Day', () => ''],
  ['Runs', ({ runs }) => formatNumber(runs)],
  ['Cost', costWords],
  ['Cost unknown', ({ runs, knownRuns }) => formatNumber(runs - knownRuns)],
  ['In', ({ inputTokens }) => formatNumber(inputTokens)],
  ['Cached', ({ cachedTokens }) => formatNumber(cachedTokens)],
  ['Out', ({ outputTokens }) => formatNumber(outputTokens)],
  ['Reasoning', ({ reasoningTokens }) => formatNumber(reasoningTokens)],
];

interface CostChartsProps {
  project: string;
  days: readonly CostDayView[];
}

/** Cost and tokens of each day, and the same as a table. */
export function CostCharts({ project, days }: CostChartsProps) {
  const names = days.map(({ day }) => day);
  const at = (pick: (sums: CostDayView['sums']) => number) => (index: number) => (days[index] ? pick(days[index].sums) : 0);
  const hrefOf = (day: string) => paths.runs(project, { from: day, to: shifted(day, 1) });
  const tokens: ChartPart[] = [
    { name: 'in, cached', fill: 'fill-info/30', of: at((sums) => sums.cachedTokens) },
    { name: 'in', fill: 'fill-info/70', of: at((sums) => Math.max(0, sums.inputTokens - sums.cachedTokens)) },
    { name: 'out', fill: 'fill-primary', of: at((sums) => Math.max(0, sums.outputTokens - sums.reasoningTokens)) },
    { name: 'out, reasoning', fill: 'fill-foreground', of: at((sums) => sums.reasoningTokens) },
  ];
  return (
    <div className="grid gap-2">
      <div className="grid gap-3 lg:grid-cols-2">
        <DayChart
          title="Known cost by day"
          days={names}
          parts={[{ name: 'cost', fill: 'fill-primary', of: at(({ costUsd }) => costUsd) }]}
          words={formatCostUsd}
          hrefOf={hrefOf}
        />
        <DayChart title="Tokens by day" days={names} parts={tokens} words={formatCompact} hrefOf={hrefOf} />
      </div>
      <Disclosure title="The same as a table" className="text-xs print:hidden">
        <div className="mt-1 overflow-hidden rounded-lg border border-border bg-card">
          <Table aria-label="Cost and tokens by day">
            <TableHeader>
              <tr>
                {COLUMNS.map(([name], index) => (
                  <TableHead key={name} className={index > 0 ? 'text-end' : ''}>
                    {name}
                  </TableHead>
                ))}
              </tr>
            </TableHeader>
            <TableBody>
              {days
                .filter(({ sums }) => sums.runs > 0)
                .map(({ day, sums }) => (
                  <TableRow key={day}>
                    <TableCell>{formatDay(day)}</TableCell>
                    {COLUMNS.slice(1).map(([name, pick]) => (
                      <TableCell key={name} className="tabular text-end">
                        {pick(sums)}
                      </TableCell>
                    ))}
                  </TableRow>
                ))}
            </TableBody>
          </Table>
        </div>
      </Disclosure>
    </div>
  );
}
