import { dayPoints, drawnValues } from '@/components/chart/day-series';
import { ShareChart } from '@/components/chart/share-chart';
import { fillOf, OTHERS_FILL } from '@/components/chart/stack-colours';
import { StackChart } from '@/components/chart/stack-chart';
import { Badge } from '@/components/ui/badge';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Disclosure } from '@/components/ui/disclosure';
import { cn } from '@/lib/cn';
import { findDimension, valueLabel } from '@/lib/domain/drift/drift-dimension';
import type { Judged } from '@/lib/domain/drift/drift-family';
import { countedText, runFiltersOf } from '@/lib/domain/drift/drift-runs';
import type { DriftView } from '@/lib/domain/drift/drift-view';
import { type DayRange, wholeRange } from '@/lib/domain/drift/drift-windows';
import { movedWords, qWords } from '@/lib/domain/drift/drift-words';
import { formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';
import { ValueTable } from './value-table';

interface DimensionCardProps {
  project: string;
  view: Pick<DriftView, 'windows' | 'slice' | 'days'>;
  judged: Judged;
}

const DRAWN = 7;

/** One distribution: its days as a picture, what the test says, and every value in a table. */
export function DimensionCard({ project, view: { windows, slice, days }, judged: { comparison, qValue, isMoved } }: DimensionCardProps) {
  const dimension = findDimension(comparison.dimension);
  if (!dimension) return null;
  const points = dayPoints(dimension, days, wholeRange([windows.current, windows.reference]));
  const { values, hasOthers } = drawnValues(dimension, points, DRAWN);
  const href = (range: DayRange, value: string) => paths.runs(project, runFiltersOf(slice, range, countedText(dimension.key, value)));
  const hrefOf = (day: string, value: string) => href({ from: day, to: day }, value);
  const label = `${dimension.title} by day. ${movedWords(comparison)}.`;
  return (
    <Card id={dimension.key} className={cn('min-w-0 scroll-mt-4 break-inside-avoid', isMoved && 'border-danger/60')}>
      <CardHeader>
        <CardTitle className="min-w-0 flex-1 wrap-anywhere">{isMoved ? movedWords(comparison) : dimension.title}</CardTitle>
        {isMoved ? <Badge tone="danger">moved</Badge> : null}
      </CardHeader>
      <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-2 p-3">
        {dimension.event !== undefined ? (
          <ShareChart
            points={points}
            value={dimension.event}
            reference={windows.reference}
            current={windows.current}
            hrefOf={(day) => hrefOf(day, dimension.event ?? '')}
            label={label}
            unit={dimension.unit}
          />
        ) : (
          <>
            <StackChart
              dimension={dimension}
              points={points}
              values={values}
              hasOthers={hasOthers}
              current={windows.current}
              hrefOf={hrefOf}
              label={label}
            />
            <ul className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs">
              {legendOf(values, dimension.scale === 'bins').map(({ value, index }) => (
                <Legend key={value} fill={fillOf(dimension.scale, value, index, values.length)} words={valueLabel(dimension, value)} />
              ))}
              {hasOthers ? <Legend fill={OTHERS_FILL} words="others" /> : null}
            </ul>
          </>
        )}
        <dl className="tabular flex flex-wrap gap-x-4 gap-y-0.5 text-muted-foreground text-xs">
          <Figure name="test" value={qWords(qValue)} />
          <Figure name="effect" value={comparison.effect.toFixed(2)} />
          <Figure name="PSI" value={comparison.psi.toFixed(3)} />
          <Figure name="JS" value={comparison.jensenShannon.toFixed(4)} />
          <Figure name={dimension.unit} value={`${formatNumber(comparison.currentCases)} / ${formatNumber(comparison.referenceCases)}`} />
          {comparison.designEffect === null ? null : <Figure name="design effect" value={comparison.designEffect.toFixed(1)} />}
        </dl>
        <Disclosure title={<span className="text-xs">Values as a table</span>} className="print:hidden">
          <ValueTable dimension={dimension} comparison={comparison} hrefOf={(value, window) => href(windows[window], value)} />
        </Disclosure>
      </CardContent>
    </Card>
  );
}

/** Of many bins the first, the middle and the last: the shades between them follow. */
function legendOf(values: readonly string[], isOrdered: boolean): { value: string; index: number }[] {
  const all = values.map((value, index) => ({ value, index }));
  if (!isOrdered || values.length <= 5) return all;
  const middle = Math.floor(values.length / 2);
  return all.filter(({ index }) => index === 0 || index === middle || index === values.length - 1);
}

function Legend({ fill, words }: { fill: string; words: string }) {
  return (
    <li className="inline-flex min-w-0 max-w-full items-center gap-1.5">
      <svg aria-hidden viewBox="0 0 8 8" className="size-2 shrink-0">
        <rect width="8" height="8" rx="1.5" className={fill} />
      </svg>
      <span className="truncate" dir="auto" title={words}>
        {words}
      </span>
    </li>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex gap-1">
      <dt>{name}</dt>
      <dd className="text-foreground">{value}</dd>
    </div>
  );
}
