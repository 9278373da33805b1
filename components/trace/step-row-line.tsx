import { ChevronDown, ChevronRight } from 'lucide-react';
import { type CSSProperties, memo } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import type { StepBrief } from '@/lib/domain/steps/step-table';
import { formatCompact, formatCostUsd } from '@/lib/format';
import { fineDuration } from './fine-duration';
import { KindIcon } from './kind-icon';
import { type RowSigns, StepMarks } from './step-marks';
import { type BarWindow, WaterfallBar } from './waterfall-bar';

export interface StepRow {
  step: StepBrief;
  /** Place in tree order. */
  at: number;
  hasChildren: boolean;
  isFolded: boolean;
  /** Steps below this one, folded or not. */
  below: number;
  /** Place among its siblings from 1, and their number; -1 while more may come. */
  position: number;
  siblings: number;
  signs: RowSigns;
}

interface StepRowLineProps {
  row: StepRow;
  id: string;
  isSelected: boolean;
  isHit: boolean;
  /** The waterfall's stretch of time; null draws figures in place of bars. */
  bars: BarWindow | null;
  style: CSSProperties;
}

/** Deeper steps are not moved further to the side: their depth is written instead. */
const DEEPEST_INDENT = 14;
export const TREE_COLUMNS = 'grid-cols-[minmax(0,1fr)_3.5rem_4rem_4rem]';
export const WATERFALL_COLUMNS = 'grid-cols-[minmax(0,2fr)_minmax(0,3fr)]';

/** Presses are handled by the tree: `data-at` names the row, `data-fold` the mark that folds it. */
export const StepRowLine = memo(function StepRowLine({ row, id, isSelected, isHit, bars, style }: StepRowLineProps) {
  const { step, at, hasChildren, isFolded } = row;
  return (
    <div
      role="treeitem"
      id={id}
      tabIndex={-1}
      aria-level={step.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isSelected}
      aria-expanded={hasChildren ? !isFolded : undefined}
      data-at={at}
      style={style}
      className={cn(
        'absolute inset-x-0 top-0 grid cursor-default items-center gap-2 px-2',
        bars ? WATERFALL_COLUMNS : TREE_COLUMNS,
        isSelected ? 'bg-primary-soft' : isHit ? 'bg-warning-soft hover:bg-muted' : 'hover:bg-muted',
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
        <span className={cn('min-w-6 truncate text-sm', isHit && 'font-medium')}>
          {step.name === '' ? (
            <span className="text-muted-foreground italic">unnamed</span>
          ) : (
            <PlainText text={step.name} className="whitespace-nowrap" />
          )}
        </span>
        {isFolded ? <span className="tabular shrink-0 rounded-sm bg-muted px-1 text-2xs text-muted-foreground">+{row.below}</span> : null}
        <StepMarks step={step} signs={row.signs} />
      </span>
      {bars ? <WaterfallBar at={at} step={step} bars={bars} /> : <Figures step={step} />}
    </div>
  );
});

function FoldMark({ row: { hasChildren, isFolded } }: { row: StepRow }) {
  if (!hasChildren) return <span aria-hidden className="size-4 shrink-0" />;
  const Icon = isFolded ? ChevronRight : ChevronDown;
  return (
    <span
      aria-hidden
      data-fold=""
      className="inline-flex size-4 shrink-0 cursor-pointer items-center justify-center rounded-sm text-muted-foreground hover:bg-accent"
    >
      <Icon className={cn('size-3.5', isFolded && 'rtl:-scale-x-100')} />
    </span>
  );
}

function Figures({ step: { tokens, costUsd, durationMs, startMs } }: { step: StepBrief }) {
  const length = startMs === null ? 'no time' : durationMs === null ? 'no end' : fineDuration(Math.max(0, durationMs));
  return (
    <>
      <Figure title={tokens === null ? undefined : `${tokens} tokens`}>{tokens === null ? '' : formatCompact(tokens)}</Figure>
      <Figure>{costUsd === null ? '' : formatCostUsd(costUsd)}</Figure>
      <Figure>{length}</Figure>
    </>
  );
}

function Figure({ title, children }: { title?: string | undefined; children: string }) {
  return (
    <span title={title} className="tabular truncate text-end text-2xs text-muted-foreground">
      {children}
    </span>
  );
}
