import { cn } from '@/lib/cn';
import type { MeasureDifference } from '@/lib/domain/compare/compare-measures';
import { MEASURE_TITLES } from '@/lib/domain/compare/comparison-words';
import { formatMeasure, formatMeasureChange } from '@/lib/format-measure';

/** What both runs cost and took, as a strip of numbers. */
export function MeasuresDiff({ measures }: { measures: readonly MeasureDifference[] }) {
  if (measures.length === 0) return <p className="text-muted-foreground text-sm">Neither run says what it cost or took.</p>;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {measures.map((measure) => (
        <div key={measure.name} className="min-w-28">
          <dt className="text-muted-foreground text-xs">{MEASURE_TITLES[measure.name]}</dt>
          <dd className="tabular text-sm">
            <span className={cn(measure.left === null && 'text-muted-foreground')}>{formatMeasure(measure.name, measure.left)}</span>
            <span aria-hidden className="mx-1 text-muted-foreground">
              →
            </span>
            <span className="sr-only">on the left, on the right </span>
            <span className={cn('font-medium', measure.right === null && 'font-normal text-muted-foreground')}>
              {formatMeasure(measure.name, measure.right)}
            </span>
            <span className="block text-muted-foreground text-xs">{formatMeasureChange(measure)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
