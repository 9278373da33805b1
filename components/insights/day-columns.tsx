import Link from 'next/link';
import { formatCount, formatDay } from '@/lib/format';
import { paths } from '@/lib/paths';

interface DayColumnsProps {
  project: string;
  patternKey: string;
  /** Runs on each day, the last one the day of `today`. */
  byDay: readonly number[];
  /** `2026-11-30`, UTC. */
  today: string;
}

const HEIGHT = 96;
const STEP = 12;
const DAY_MS = 86_400_000;

/** A column a day; each opens the runs behind it. Prints as it stands. */
export function DayColumns({ project, patternKey, byDay, today }: DayColumnsProps) {
  const most = Math.max(1, ...byDay);
  const width = byDay.length * STEP;
  const dayOf = (at: number) => new Date(Date.parse(today) - (byDay.length - 1 - at) * DAY_MS).toISOString().slice(0, 10);
  const total = byDay.reduce((sum, runs) => sum + runs, 0);
  return (
    <figure className="grid gap-1">
      <svg viewBox={`0 0 ${width + 30} ${HEIGHT + 22}`} className="w-full max-w-3xl font-sans text-muted-foreground">
        <title>{`${formatCount(total, 'run')} in ${byDay.length} days, at most ${most} in a day`}</title>
        <line x1="0" x2={width} y1={HEIGHT + 2} y2={HEIGHT + 2} className="stroke-border-strong" />
        <line x1="0" x2={width} y1="2" y2="2" className="stroke-border" strokeDasharray="3 3" />
        <text x={width + 4} y="6" fontSize="9" fill="currentColor">
          {most}
        </text>
        {byDay.map((runs, at) => {
          const day = dayOf(at);
          if (runs === 0) return null;
          const height = Math.max(2, (runs / most) * HEIGHT);
          const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
          return (
            <Link
              key={day}
              href={paths.runs(project, { pattern: patternKey, from: day, to: next })}
              aria-label={`${formatDay(day)}: ${formatCount(runs, 'run')}`}
            >
              <rect x={at * STEP} y="2" width={STEP} height={HEIGHT} fill="transparent" />
              <rect
                x={at * STEP + 1.5}
                y={HEIGHT + 2 - height}
                width={STEP - 3}
                height={height}
                rx="1"
                className="fill-primary hover:fill-link"
              >
                <title>{`${formatDay(day)}: ${formatCount(runs, 'run')}`}</title>
              </rect>
            </Link>
          );
        })}
        {byDay.map((_, at) =>
          at % 14 === (byDay.length - 1) % 14 ? (
            <text
              key={dayOf(at)}
              x={at * STEP + STEP / 2}
              y={HEIGHT + 15}
              fontSize="9"
              textAnchor={at > byDay.length - 3 ? 'end' : 'middle'}
              fill="currentColor"
            >
              {formatDay(dayOf(at)).replace(/ \d{4}$/, '')}
            </text>
          ) : null,
        )}
      </svg>
    </figure>
  );
}
