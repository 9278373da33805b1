import { cn } from '@/lib/cn';
import type { PathPart } from '@/lib/domain/steps/critical-path';
import type { StepBrief } from '@/lib/domain/steps/step-table';
import { fineDuration } from './fine-duration';
import type { StepsModel } from './steps-model';

/** The stretch of time that the waterfall shows, milliseconds since the earliest step. */
export interface BarWindow {
  fromMs: number;
  toMs: number;
  model: StepsModel;
  /** Draws the critical path on the bars. */
  hasPath: boolean;
}

/** A step to scale; a sliver stays where it is shorter than a pixel, and a mark at the edge where it lies outside. */
export function WaterfallBar({ at, step, bars: { fromMs, toMs, model, hasPath } }: { at: number; step: StepBrief; bars: BarWindow }) {
  const startMs = model.drawn[at] as number;
  if (step.startMs === null) return <span className="text-2xs text-muted-foreground">no time</span>;
  const lengthMs = Math.max(0, step.durationMs ?? 0);
  const percent = (ms: number) => ((ms - fromMs) / Math.max(toMs - fromMs, 1e-9)) * 100;
  const [left, right] = [percent(startMs), percent(startMs + lengthMs)];
  const words = step.durationMs === null ? 'no end' : fineDuration(lengthMs);
  if (right < 0 || left > 100) {
    return (
      <span className={cn('flex h-full items-center text-2xs text-muted-foreground', left > 100 && 'justify-end')}>
        {right < 0 ? `‹ ${words}, earlier` : `later, ${words} ›`}
      </span>
    );
  }
  const [from, to] = [Math.max(0, left), Math.min(100, right)];
  const isLabelBefore = to > 78;
  return (
    <span dir="ltr" className="relative block h-full overflow-hidden">
      <span
        aria-hidden
        className={cn(
          'absolute top-1/2 h-2 min-w-[3px] -translate-y-1/2 rounded-xs',
          step.status === 'error' ? 'bg-danger' : step.kind === 'LLM' ? 'bg-violet' : step.kind === 'TOOL' ? 'bg-orange' : 'bg-primary',
          step.durationMs === null && 'bg-transparent bg-linear-to-r from-primary to-transparent',
          from > left && 'rounded-l-none',
          to < right && 'rounded-r-none',
        )}
        style={{ left: `min(${from}%, calc(100% - 3px))`, width: step.durationMs === null ? '1.5rem' : `${to - from}%` }}
      />
      {hasPath
        ? stretches(model.path.get(at) ?? [], percent).map(([partFrom, partTo]) => (
            <span
              key={partFrom}
              aria-hidden
              className="absolute bottom-0.75 h-0.5 min-w-px bg-foreground"
              style={{ left: `${partFrom}%`, width: `${partTo - partFrom}%` }}
            />
          ))
        : null}
      <span
        className="tabular absolute top-1/2 -translate-y-1/2 whitespace-nowrap px-1.5 text-2xs text-muted-foreground"
        style={isLabelBefore ? { right: `${100 - from}%` } : { left: `calc(${to}% + ${step.durationMs === null ? '1.5rem' : '2px'})` }}
      >
        {words}
        {hasPath && model.path.has(at) ? <span className="sr-only">, on the critical path</span> : null}
      </span>
    </span>
  );
}

/** A root of 50,000 steps has as many parts: those with less than a pixel between them are drawn as one. */
const GAP_PERCENT = 0.2;

function stretches(parts: readonly PathPart[], percent: (ms: number) => number): [number, number][] {
  const drawn: [number, number][] = [];
  for (const { fromMs, toMs } of parts) {
    const [from, to] = [Math.max(0, percent(fromMs)), Math.min(100, percent(toMs))];
    if (to < 0 || from > 100) continue;
    const last = drawn.at(-1);
    if (last && from - last[1] < GAP_PERCENT) last[1] = Math.max(last[1], to);
    else drawn.push([from, to]);
  }
  return drawn;
}
