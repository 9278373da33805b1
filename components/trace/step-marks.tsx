import { CircleX, Clock, LoaderCircle, RotateCcw, Timer, TriangleAlert, Unlink } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import type { ClockFault } from '@/lib/domain/steps/step-clock';
import type { StepBrief } from '@/lib/domain/steps/step-table';
import { formatCount } from '@/lib/format';
import { fineDuration } from './fine-duration';
import { MARK_WORDS } from './mark-words';

/** What a row says beside the step's own facts. */
export interface RowSigns {
  /** Which attempt of how many; null when it is none. */
  attempt: { number: number; of: number } | null;
  clock: ClockFault | null;
  /** Milliseconds of its own, for one of the longest steps. */
  ownMs: number | null;
}

/** What is wrong or remarkable about a step, each as icon and words. */
export function StepMarks({ step, signs: { attempt, clock, ownMs } }: { step: StepBrief; signs: RowSigns }) {
  return (
    <>
      {step.mark ? (
        <Mark icon={<Unlink />} tone="text-warning" title={MARK_WORDS[step.mark].title}>
          {MARK_WORDS[step.mark].word}
        </Mark>
      ) : null}
      {attempt ? (
        <Mark
          icon={<RotateCcw />}
          tone="text-muted-foreground"
          title="Steps of one kind and name below one parent, each after one that failed"
        >
          attempt {attempt.number} of {attempt.of}
        </Mark>
      ) : null}
      {step.status === 'error' ? (
        <Mark icon={<CircleX />} tone="font-medium text-danger" title={step.error ?? undefined}>
          failed
        </Mark>
      ) : null}
      {step.status === 'running' ? (
        <Mark icon={<LoaderCircle />} tone="text-info">
          running
        </Mark>
      ) : null}
      {clock ? (
        <Mark icon={<Clock />} tone="text-warning" title="The clocks of this run's machines disagree; times are shown as they were sent">
          {fineDuration(clock.byMs)} {clock.fault === 'before_parent' ? 'before its parent' : 'ended before start'}
        </Mark>
      ) : null}
      {ownMs === null ? null : (
        <Mark icon={<Timer />} tone="text-info" title={`One of the longest: ${fineDuration(ownMs)} in which nothing below it ran`}>
          long
        </Mark>
      )}
      {step.problems > 0 ? (
        <Mark icon={<TriangleAlert />} tone="tabular text-warning" title={formatCount(step.problems, 'finding')}>
          {step.problems}
          <span className="sr-only"> findings</span>
        </Mark>
      ) : null}
    </>
  );
}

function Mark({ icon, tone, title, children }: { icon: ReactNode; tone: string; title?: string | undefined; children: ReactNode }) {
  return (
    <span title={title} className={cn('inline-flex shrink-0 items-center gap-0.5 whitespace-nowrap text-2xs [&_svg]:size-3', tone)}>
      <span aria-hidden className="inline-flex">
        {icon}
      </span>
      {children}
    </span>
  );
}
