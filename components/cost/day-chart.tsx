import Link from 'next/link';
import { formatDay } from '@/lib/format';

export interface ChartPart {
  name: string;
  /** A fill class; the legend repeats it beside the name. */
  fill: string;
  of: (at: number) => number;
}

interface DayChartProps {
  title: string;
  days: readonly string[];
  parts: readonly ChartPart[];
  words: (value: number) => string;
  hrefOf: (day: string) => string;
}

const WIDTH = 560;
const HEIGHT = 120;
const LEFT = 4;
const RIGHT = 52;
const TOP = 8;

/** Columns by day, the parts of a day on top of each other; each day opens its runs. Shapes are told apart by lightness, so it prints. */
export function DayChart({ title, days, parts, words, hrefOf }: DayChartProps) {
  const sum = (at: number) => parts.reduce((total, { of }) => total + of(at), 0);
  const most = Math.max(...days.map((_, at) => sum(at)), 0);
  const step = (WIDTH - LEFT - RIGHT) / days.length;
  const every = Math.max(1, Math.ceil(days.length / 5));
  return (
    <figure className="grid content-start gap-2 rounded-lg border border-border bg-card px-4 py-3">
      <figcaption className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-medium text-sm">{title}</span>
        {parts.length > 1
          ? parts.map(({ name, fill }) => (
              <span key={name} className="inline-flex items-center gap-1.5 text-muted-foreground text-xs">
                <svg aria-hidden width="10" height="10">
                  <rect width="10" height="10" rx="2" className={fill} />
                </svg>
                {name}
              </span>
            ))
          : null}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + TOP + 18}`} className="w-full font-sans text-muted-foreground">
        <title>{`${title}: at most ${words(most)} in a day. The figures are in the table below.`}</title>
        <line x1={LEFT} x2={WIDTH - RIGHT} y1={TOP + HEIGHT} y2={TOP + HEIGHT} className="stroke-border-strong" />
        <line x1={LEFT} x2={WIDTH - RIGHT} y1={TOP} y2={TOP} className="stroke-border" strokeDasharray="3 3" />
        <text x={WIDTH - RIGHT + 5} y={TOP + 3.5} fontSize="10" fill="currentColor">
          {most === 0 ? '' : words(most)}
        </text>
        {days.map((day, at) => (
          <Column
            key={day}
            x={LEFT + at * step}
            width={step}
            at={at}
            most={most}
            parts={parts}
            href={hrefOf(day)}
            label={`${formatDay(day)}: ${words(sum(at))}`}
          />
        ))}
        {days.map((day, at) =>
          at % every === 0 ? (
            <text key={day} x={LEFT + at * step} y={TOP + HEIGHT + 14} fontSize="10" fill="currentColor">
              {formatDay(day).replace(/ \d{4}$/u, '')}
            </text>
          ) : null,
        )}
      </svg>
    </figure>
  );
}

interface ColumnProps {
  x: number;
  width: number;
  at: number;
  most: number;
  parts: readonly ChartPart[];
  href: string;
  label: string;
}

function Column({ x, width, at, most, parts, href, label }: ColumnProps) {
  if (most === 0 || parts.every(({ of }) => of(at) === 0)) return null;
  let base = TOP + HEIGHT;
  return (
    <Link href={href} prefetch={false} aria-label={label} className="group">
      <title>{label}</title>
      <rect x={x} y={TOP} width={width} height={HEIGHT} fill="transparent" className="group-hover:fill-muted" />
      {parts.map(({ name, fill, of }) => {
        const height = (of(at) / most) * HEIGHT;
        base -= height;
        return height === 0 ? null : (
          <rect key={name} x={x + width * 0.14} y={base} width={width * 0.72} height={Math.max(0.75, height)} className={fill} />
        );
      })}
    </Link>
  );
}
