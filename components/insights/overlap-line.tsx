import Link from 'next/link';
import type { QuestionDetail } from '@/lib/domain/retrieval/retrieval-view';
import { formatDay, formatInstant, formatScore } from '@/lib/format';
import { paths } from '@/lib/paths';

const WIDTH = 640;
const HEIGHT = 120;
const LEFT = 30;

/** Each run a point, in order of time: how much of what it retrieved is what the runs before the change retrieved. Prints as it stands. */
export function OverlapLine({ project, line, changedAt }: { project: string; line: QuestionDetail['line']; changedAt: string }) {
  const [first, last] = [Date.parse(line[0]?.at ?? ''), Date.parse(line.at(-1)?.at ?? '')];
  const x = (at: string) => LEFT + ((Date.parse(at) - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 10);
  const y = (overlap: number) => 8 + (1 - overlap) * HEIGHT;
  const path = line.map(({ at, overlap }, index) => `${index === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(overlap).toFixed(1)}`).join('');
  return (
    <figure className="grid gap-1">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 30}`} className="w-full max-w-3xl font-sans text-muted-foreground">
        <title>{`Overlap with the runs before ${formatDay(changedAt)}, for ${line.length} runs`}</title>
        {[0, 0.5, 1].map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={WIDTH} y1={y(tick)} y2={y(tick)} className="stroke-border" />
            <text x={LEFT - 6} y={y(tick) + 3} textAnchor="end" fontSize="10" fill="currentColor">
              {tick}
            </text>
          </g>
        ))}
        <line x1={x(changedAt)} x2={x(changedAt)} y1={y(1)} y2={y(0)} className="stroke-danger" strokeDasharray="4 3" />
        <path d={path} fill="none" className="stroke-primary" strokeWidth="1.5" />
        {line.map(({ runId, at, overlap }) => (
          <Link
            key={runId}
            href={`${paths.run(project, runId, { tab: 'context' })}`}
            aria-label={`${formatInstant(at)}: overlap ${formatScore(overlap)}, open the run`}
          >
            <circle cx={x(at)} cy={y(overlap)} r="9" fill="transparent" />
            <circle cx={x(at)} cy={y(overlap)} r="3" className="fill-card stroke-primary" strokeWidth="1.5">
              <title>{`${formatInstant(at)}: ${formatScore(overlap)}`}</title>
            </circle>
          </Link>
        ))}
        <text x={LEFT} y={HEIGHT + 24} fontSize="10" fill="currentColor">
          {formatDay(line[0]?.at ?? changedAt)}
        </text>
        <text x={WIDTH} y={HEIGHT + 24} fontSize="10" textAnchor="end" fill="currentColor">
          {formatDay(line.at(-1)?.at ?? changedAt)}
        </text>
      </svg>
      <figcaption className="text-muted-foreground text-xs">
        Rank-biased overlap with the runs before the change; the dashed line is the first run after it. A point opens its run.
      </figcaption>
    </figure>
  );
}
