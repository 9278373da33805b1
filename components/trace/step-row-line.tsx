import { ChevronDown, ChevronRight, CircleX, LoaderCircle, TriangleAlert, Unlink } from 'lucide-react';
import type { CSSProperties } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import { formatDurationMs } from '@/lib/format';
import { KindIcon } from './kind-icon';
import { MARK_WORDS } from './mark-words';
import type { StepRow } from './step-rows';

interface StepRowLineProps {
  row: StepRow;
  id: string;
  isSelected: boolean;
  /** Time that the waterfall covers; null when no step has a time. */
  spanMs: number | null;
  style: CSSProperties;
}

/** Deeper steps are not moved further to the right: their depth is written instead. */
const DEEPEST_INDENT = 14;

/** Presses are handled by the tree: `data-step` names the step, `data-fold` the mark that folds it. */
export function StepRowLine({ row, id, isSelected, spanMs, style }: StepRowLineProps) {
  const { step, hasChildren, isFolded, below } = row;
  return (
    <div
      role="treeitem"
      id={id}
      tabIndex={-1}
      aria-level={step.depth + 1}
      aria-selected={isSelected}
      aria-expanded={hasChildren ? !isFolded : undefined}
      data-step={step.id}
      style={style}
      className={cn(
        'absolute inset-x-0 top-0 grid cursor-default grid-cols-[minmax(0,1fr)_minmax(6rem,34%)_3.25rem] items-center gap-2 px-2',
        isSelected ? 'bg-primary-soft' : 'hover:bg-muted',
      )}
    >
      <span
        className="flex min-w-0 items-center gap-1.5"
        style={{ paddingInlineStart: `${Math.min(step.depth, DEEPEST_INDENT) * 0.8}rem` }}
      >
        {step.depth > DEEPEST_INDENT ? (
          <span className="tabular shrink-0 text-2xs text-muted-foreground" title={`Depth ${step.depth}`}>
            {step.depth}
          </span>
        ) : null}
        <FoldMark row={row} />
        <KindIcon kind={step.kind} />
        <span className="min-w-0 truncate text-sm">
          <PlainText text={step.name} className="whitespace-nowrap" />
        </span>
        {isFolded ? <span className="tabular shrink-0 rounded-sm bg-muted px-1 text-2xs text-muted-foreground">+{below}</span> : null}
        <StepMarks row={row} />
      </span>
      <Bar row={row} spanMs={spanMs} />
    </div>
  );
}

function FoldMark({ row: { hasChildren, isFolded } }: { row: StepRow }) {
  if (!hasChildren) return <span aria-hidden className="size-4 shrink-0" />;
  const Icon = isFolded ? ChevronRight : ChevronDown;
  return (
    <span
      aria-hidden
      data-fold=""
      className="inline-flex size-4 shrink-0 cursor-pointer items-center justify-center rounded-sm text-muted-foreground hover:bg-accent"
    >
      <Icon className="size-3.5" />
    </span>
  );
}

function StepMarks({ row: { step } }: { row: StepRow }) {
  return (
    <>
      {step.mark ? (
        <span title={MARK_WORDS[step.mark].title} className="inline-flex shrink-0 items-center gap-0.5 text-2xs text-warning">
          <Unlink aria-hidden className="size-3" />
          {MARK_WORDS[step.mark].word}
        </span>
      ) : null}
      {step.status === 'error' ? (
        <span title={step.error ?? undefined} className="inline-flex shrink-0 items-center gap-0.5 font-medium text-2xs text-danger">
          <CircleX aria-hidden className="size-3" />
          failed
        </span>
      ) : null}
      {step.status === 'running' ? (
        <span className="inline-flex shrink-0 items-center gap-0.5 text-2xs text-info">
          <LoaderCircle aria-hidden className="size-3" />
          running
        </span>
      ) : null}
      {step.problems > 0 ? (
        <span title={`${step.problems} findings`} className="tabular inline-flex shrink-0 items-center gap-0.5 text-2xs text-warning">
          <TriangleAlert aria-hidden className="size-3" />
          {step.problems}
        </span>
      ) : null}
    </>
  );
}

function Bar({ row: { step }, spanMs }: { row: StepRow; spanMs: number | null }) {
  if (spanMs === null || step.startMs === null)
    return <span className="col-span-2 text-right text-2xs text-muted-foreground">no time</span>;
  const total = Math.max(spanMs, 0.001);
  const left = Math.min(99.5, (step.startMs / total) * 100);
  const width = Math.min(100 - left, ((step.durationMs ?? 0) / total) * 100);
  return (
    <>
      <span aria-hidden className="relative block h-full">
        <span
          className={cn(
            'absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full',
            step.status === 'error' ? 'bg-danger' : 'bg-primary',
            step.durationMs === null && 'opacity-50',
          )}
          style={{ left: `${left}%`, width: `max(3px, ${width}%)` }}
        />
      </span>
      <span className="tabular truncate text-right text-2xs text-muted-foreground">
        {step.durationMs === null ? 'no end' : formatDurationMs(Math.max(0, step.durationMs))}
      </span>
    </>
  );
}
