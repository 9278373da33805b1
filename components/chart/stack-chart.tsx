import { cn } from '@/lib/cn';
import { type DriftDimension, OTHERS, valueLabel } from '@/lib/domain/drift/drift-dimension';
import { percentWords } from '@/lib/domain/drift/drift-words';
import { type DayRange, isWithin } from '@/lib/domain/drift/drift-windows';
import { formatDay, formatNumber } from '@/lib/format';
import type { DayPoint } from './day-series';
import { DayAxis } from './share-chart';
import { fillOf, OTHERS_FILL } from './stack-colours';

interface StackChartProps {
  dimension: DriftDimension;
  points: readonly DayPoint[];
  /** Drawn apart, from the bottom up. */
  values: readonly string[];
  hasOthers: boolean;
  current: DayRange;
  /** The runs behind a part of a day's bar. */
  hrefOf: (day: string, value: string) => string;
  label: string;
}

const WIDTH = 560;
const HEIGHT = 132;
const LEFT = 40;
const RIGHT = 6;
const TOP = 8;
const BOTTOM = 20;

/** The whole distribution of each day as shares of a bar. Each part is a link to its runs. */
export function StackChart({ dimension, points, values, hasOthers, current, hrefOf, label }: StackChartProps) {
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, points.length);
  const x = (index: number) => LEFT + (index + 0.5) * step;
  const tall = HEIGHT - TOP - BOTTOM;
  const first = points.findIndex(({ day }) => isWithin(day, current));
  const inside = points.filter(({ day }) => isWithin(day, current)).length;
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full font-sans text-muted-foreground">
        <title>{label}</title>
        {[0, 0.5, 1].map((tick) => (
          <text key={tick} x={LEFT - 5} y={TOP + (1 - tick) * tall + 3.5} textAnchor="end" fontSize="10" fill="currentColor">
            {percentWords(tick)}
          </text>
        ))}
        {points.map((point, index) => (
          <g key={point.day}>
            {partsOf(point, values, hasOthers).map(({ value, from, share, count }, place) => {
              const words = `${formatDay(point.day)}, ${valueLabel(dimension, value)}: ${percentWords(share)}, ${formatNumber(count)} of ${formatNumber(point.cases)} ${dimension.unit}`;
              const fill = value === OTHERS ? OTHERS_FILL : fillOf(dimension.scale, value, values.indexOf(value), values.length);
              return (
                <Part
                  key={value}
                  // Others are no value that runs could be listed by.
                  href={value === OTHERS ? null : hrefOf(point.day, value)}
                  // One stop for the Tab key a day; the parts of it are in the table.
                  isStop={place === 0}
                  words={words}
                  fill={fill}
                  box={{
                    x: LEFT + (index + 0.08) * step,
                    width: step * 0.84,
                    y: TOP + (1 - from - share) * tall,
                    height: Math.max(0.4, share * tall),
                  }}
                />
              );
            })}
          </g>
        ))}
        {inside > 0 ? (
          <rect x={LEFT + first * step} y={HEIGHT - BOTTOM + 1.5} width={inside * step} height={2.5} rx={1} className="fill-link" />
        ) : null}
        <DayAxis points={points} x={x} />
      </svg>
    </figure>
  );
}

interface PartProps {
  href: string | null;
  isStop: boolean;
  words: string;
  fill: string;
  box: { x: number; y: number; width: number; height: number };
}

function Part({ href, isStop, words, fill, box }: PartProps) {
  const bar = (
    <rect
      {...box}
      className={cn(fill, 'stroke-card group-hover:stroke-foreground group-focus-visible:stroke-foreground')}
      strokeWidth={0.75}
    />
  );
  if (href === null) {
    return (
      <g>
        <title>{words}</title>
        {bar}
      </g>
    );
  }
  return (
    <a href={href} tabIndex={isStop ? 0 : -1} aria-label={`${words}. Open the runs`} className="group outline-none">
      <title>{words}</title>
      {bar}
    </a>
  );
}

function partsOf({ counts, cases }: DayPoint, values: readonly string[], hasOthers: boolean) {
  if (cases === 0) return [];
  let from = 0;
  const parts = values.flatMap((value) => {
    const count = counts[value] ?? 0;
    if (count === 0) return [];
    const part = { value, from, share: count / cases, count };
    from += part.share;
    return [part];
  });
  const rest = cases - parts.reduce((sum, { count }) => sum + count, 0);
  return hasOthers && rest > 0 ? [...parts, { value: OTHERS, from, share: rest / cases, count: rest }] : parts;
}
