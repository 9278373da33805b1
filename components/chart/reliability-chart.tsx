import { formatPercent } from '@/lib/format';

export interface ReliabilityPoint {
  /** Mean probability that was given, and the share that was changed with its interval; all in [0, 1]. */
  predicted: number;
  changed: number;
  low: number;
  high: number;
  verdicts: number;
}

interface ReliabilityChartProps {
  before: readonly ReliabilityPoint[];
  after: readonly ReliabilityPoint[];
}

const SIZE = 260;
const LEFT = 38;
const TOP = 8;
const BOTTOM = 34;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

const x = (share: number) => LEFT + share * SIZE;
const y = (share: number) => TOP + (1 - share) * SIZE;

/** What was said against what happened: a point on the diagonal is a probability that held. Lines are intervals of 95 %. */
export function ReliabilityChart({ before, after }: ReliabilityChartProps) {
  return (
    <figure className="grid max-w-80 gap-2">
      <svg
        viewBox={`0 0 ${LEFT + SIZE + 8} ${TOP + SIZE + BOTTOM}`}
        role="img"
        aria-label={`Calibration. After: ${words(after)}. Before: ${words(before)}.`}
        className="w-full font-sans text-muted-foreground"
      >
        {TICKS.map((tick) => (
          <g key={tick}>
            <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} className="stroke-border" />
            <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} className="stroke-border" />
            <text x={x(0) - 6} y={y(tick) + 3.5} textAnchor="end" fontSize="10" fill="currentColor">
              {Math.round(100 * tick)}
            </text>
            <text x={x(tick)} y={y(0) + 13} textAnchor="middle" fontSize="10" fill="currentColor">
              {Math.round(100 * tick)}
            </text>
          </g>
        ))}
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className="stroke-border-strong" strokeDasharray="4 3" />
        {before.map((point) => (
          <Point key={point.predicted} point={point} line="stroke-muted-foreground" mark="fill-card stroke-muted-foreground" />
        ))}
        {after.map((point) => (
          <Point key={point.predicted} point={point} line="stroke-link" mark="fill-link stroke-link" />
        ))}
        <text x={x(0.5)} y={y(0) + 28} textAnchor="middle" fontSize="11" fill="currentColor">
          said, in %
        </text>
        <text x={10} y={y(0.5)} textAnchor="middle" fontSize="11" fill="currentColor" transform={`rotate(-90 10 ${y(0.5)})`}>
          changed, in %
        </text>
      </svg>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2 rounded-full bg-link" /> with what was learnt
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2 rounded-full border border-muted-foreground" /> as shipped
        </span>
      </figcaption>
    </figure>
  );
}

function Point({ point, line, mark }: { point: ReliabilityPoint; line: string; mark: string }) {
  const { predicted, changed, low, high, verdicts } = point;
  return (
    <g>
      <title>{`Said ${formatPercent(predicted)}: ${formatPercent(changed)} changed (${formatPercent(low)} to ${formatPercent(high)}), ${verdicts} verdicts`}</title>
      <line x1={x(predicted)} x2={x(predicted)} y1={y(low)} y2={y(high)} className={line} strokeWidth="1.25" />
      <circle cx={x(predicted)} cy={y(changed)} r="3.5" className={mark} strokeWidth="1.25" />
    </g>
  );
}

function words(points: readonly ReliabilityPoint[]): string {
  return points.map(({ predicted, changed }) => `said ${formatPercent(predicted)}, changed ${formatPercent(changed)}`).join('; ') || 'none';
}
