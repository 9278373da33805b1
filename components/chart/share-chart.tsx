import { cn } from '@/lib/cn';
import { percentWords } from '@/lib/domain/drift/drift-words';
import { type DayRange, isWithin } from '@/lib/domain/drift/drift-windows';
import { formatDay, formatNumber } from '@/lib/format';
import { type DayPoint, roundCeiling, usualRange } from './day-series';

interface ShareChartProps {
  points: readonly DayPoint[];
  value: string;
  reference: DayRange;
  current: DayRange;
  /** The runs behind a day. */
  hrefOf: (day: string) => string;
  label: string;
  /** What a case is: runs, claims. */
  unit: string;
}

const WIDTH = 560;
const HEIGHT = 132;
const LEFT = 40;
const RIGHT = 6;
const TOP = 8;
const BOTTOM = 20;

/** The share of one value on each day, before the usual range of the reference. Each day is a link to its runs. */
export function ShareChart({ points, value, reference, current, hrefOf, label, unit }: ShareChartProps) {
  const usual = usualRange(points, value, reference);
  const shares = points.map(({ counts, cases }) => (cases === 0 ? null : (counts[value] ?? 0) / cases));
  const ceiling = roundCeiling(Math.max(usual?.high ?? 0, ...shares.map((share) => share ?? 0)));
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, points.length);
  const x = (index: number) => LEFT + (index + 0.5) * step;
  const y = (share: number) => TOP + (1 - share / ceiling) * (HEIGHT - TOP - BOTTOM);
  const span = (range: DayRange) => {
    const inside = points.flatMap(({ day }, index) => (isWithin(day, range) ? [index] : []));
    return { from: LEFT + (inside[0] ?? 0) * step, width: inside.length * step };
  };
  const [now, then] = [span(current), span(reference)];
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full font-sans text-muted-foreground">
        <title>{label}</title>
        <rect x={now.from} y={TOP} width={now.width} height={HEIGHT - TOP - BOTTOM} className="fill-primary-soft" />
        {[0, ceiling / 2, ceiling].map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} className="stroke-border" />
            <text x={LEFT - 5} y={y(tick) + 3.5} textAnchor="end" fontSize="10" fill="currentColor">
              {percentWords(tick)}
            </text>
          </g>
        ))}
        {usual ? (
          <>
            <rect
              x={LEFT}
              y={y(usual.high)}
              width={WIDTH - LEFT - RIGHT}
              height={Math.max(1, y(usual.low) - y(usual.high))}
              className="fill-muted-foreground/15"
            />
            <line
              x1={then.from}
              x2={WIDTH - RIGHT}
              y1={y(usual.middle)}
              y2={y(usual.middle)}
              className="stroke-muted-foreground"
              strokeDasharray="4 3"
            />
          </>
        ) : null}
        <path d={linePath(shares, x, y)} className="fill-none stroke-link" strokeWidth="1.75" strokeLinejoin="round" />
        {points.map(({ day, cases, counts }, index) => {
          const share = shares[index] ?? null;
          if (share === null) return null;
          const words = `${formatDay(day)}: ${percentWords(share)}, ${formatNumber(counts[value] ?? 0)} of ${formatNumber(cases)} ${unit}`;
          return (
            <a key={day} href={hrefOf(day)} aria-label={`${words}. Open the runs`} className="group outline-none">
              <title>{words}</title>
              <rect
                x={LEFT + index * step}
                y={TOP}
                width={step}
                height={HEIGHT - TOP - BOTTOM}
                className="fill-transparent group-hover:fill-accent/60 group-focus-visible:fill-accent"
              />
              <circle
                cx={x(index)}
                cy={y(share)}
                r={isWithin(day, current) ? 3.25 : 2}
                strokeWidth="1.5"
                className={cn(
                  'stroke-link group-focus-visible:stroke-[3]',
                  isWithin(day, current) ? 'fill-link' : 'fill-card',
                  usual && (share > usual.high || share < usual.low) && 'stroke-danger',
                  usual && (share > usual.high || share < usual.low) && isWithin(day, current) && 'fill-danger',
                )}
              />
            </a>
          );
        })}
        <DayAxis points={points} x={x} />
      </svg>
    </figure>
  );
}

/** First and last day, and Mondays between as far as there is room. */
export function DayAxis({ points, x }: { points: readonly DayPoint[]; x: (index: number) => number }) {
  const every = Math.max(1, Math.ceil(points.length / 5));
  return points.map(({ day }, index) =>
    index % every === 0 && index < points.length - every / 2 ? (
      <text key={day} x={x(index)} y={HEIGHT - 5} textAnchor={index === 0 ? 'start' : 'middle'} fontSize="10" fill="currentColor">
        {formatDay(day).replace(/ \d{4}$/, '')}
      </text>
    ) : null,
  );
}

/** A line that is broken where a day has nothing. */
function linePath(shares: readonly (number | null)[], x: (index: number) => number, y: (share: number) => number): string {
  let isDown = false;
  return shares
    .map((share, index) => {
      if (share === null) {
        isDown = false;
        return '';
      }
      const part = `${isDown ? 'L' : 'M'}${x(index).toFixed(1)} ${y(share).toFixed(1)}`;
      isDown = true;
      return part;
    })
    .join('');
}
