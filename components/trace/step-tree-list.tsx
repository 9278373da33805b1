'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { StepBrief } from '@/lib/domain/step-brief';
import { isMissing } from '@/lib/domain/step-mark';
import { startFolded, withoutWay } from './folded-steps';
import { StepRowLine } from './step-row-line';
import { parentIndex, stepRows, timeSpan } from './step-rows';
import { treeMove } from './tree-move';

interface StepTreeListProps {
  steps: readonly StepBrief[];
  selected: string | null;
  onSelect: (stepId: string) => void;
}

const ROW_PX = 26;

/** The tree of steps with the waterfall beside it: as many rows in the document as fit on the screen, however many steps there are. */
export function StepTreeList({ steps, selected, onSelect }: StepTreeListProps) {
  const [folded, setFolded] = useState(() => startFolded(steps, selected));
  const rows = useMemo(() => stepRows(steps, folded), [steps, folded]);
  const spanMs = useMemo(() => timeSpan(steps), [steps]);
  const viewport = useRef<HTMLDivElement>(null);
  const treeId = useId();
  const at = rows.findIndex(({ step }) => step.id === selected);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });

  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    else if (selected !== null) setFolded((before) => withoutWay(steps, selected, before));
  }, [at, virtual, selected, steps]);

  const fold = (stepId: string, isFolded?: boolean) =>
    setFolded((before) => {
      const next = new Set(before);
      if (isFolded ?? !before.has(stepId)) next.add(stepId);
      else next.delete(stepId);
      return next;
    });
  const onKeyDown = (event: React.KeyboardEvent) => {
    const move = treeMove(event, rows, at);
    if (!move) return;
    event.preventDefault();
    const parentAt = parentIndex(steps, rows[at]?.index ?? -1);
    if (move.fold === undefined) onSelect(move.stepId ?? (parentAt === null ? undefined : steps[parentAt]?.id) ?? selected ?? '');
    else fold(move.stepId ?? '', move.fold);
  };
  const onClick = ({ target }: React.MouseEvent) => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-step]') : null;
    const stepId = row?.dataset['step'];
    if (stepId === undefined) return;
    if (target instanceof Element && target.closest('[data-fold]')) fold(stepId);
    else onSelect(stepId);
  };

  return (
    <div ref={viewport} className="thin-scroll h-full overflow-y-auto">
      <div
        role="tree"
        aria-label={`Steps, ${steps.filter(({ mark }) => !isMissing(mark)).length}`}
        tabIndex={0}
        aria-activedescendant={
          at >= 0 && virtual.getVirtualItems().some(({ index }) => index === at) ? `${treeId}-${rows[at]?.index}` : undefined
        }
        onKeyDown={onKeyDown}
        onClick={onClick}
        className="relative outline-offset-[-2px]"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <StepRowLine
              key={row.index}
              row={row}
              id={`${treeId}-${row.index}`}
              isSelected={row.step.id === selected}
              spanMs={spanMs}
              style={{ height: ROW_PX, transform: `translateY(${item.start}px)` }}
            />
          );
        })}
      </div>
    </div>
  );
}
