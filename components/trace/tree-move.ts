// What a key does in the step tree, as in every tree view (WAI-ARIA): arrows walk and fold, Home and End go to the ends.
import type { StepRow } from './step-rows';

/** Where to go, or what to fold; neither: to the parent. */
export interface TreeMove {
  stepId?: string;
  fold?: boolean;
}

const PAGE_ROWS = 15;

/** Null when the key means nothing here. `at` is -1 while nothing is selected. */
export function treeMove(
  { key, ctrlKey, metaKey, altKey }: Pick<React.KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  rows: readonly StepRow[],
  at: number,
): TreeMove | null {
  if (ctrlKey || metaKey || altKey || rows.length === 0) return null;
  const goTo = (index: number): TreeMove => ({ stepId: (rows[Math.max(0, Math.min(rows.length - 1, index))] as StepRow).step.id });
  const row = rows[at];
  switch (key) {
    case 'ArrowDown':
      return goTo(at + 1);
    case 'ArrowUp':
      return goTo(at - 1);
    case 'PageDown':
      return goTo(at + PAGE_ROWS);
    case 'PageUp':
      return goTo(at - PAGE_ROWS);
    case 'Home':
      return goTo(0);
    case 'End':
      return goTo(rows.length - 1);
    case 'ArrowLeft':
      if (!row) return null;
      return row.hasChildren && !row.isFolded ? { stepId: row.step.id, fold: true } : {};
    case 'ArrowRight':
      if (!row?.hasChildren) return null;
      return row.isFolded ? { stepId: row.step.id, fold: false } : goTo(at + 1);
    default:
      return null;
  }
}
