// What a key does in the step tree, as in every tree view (WAI-ARIA): arrows walk and fold, Home and End go to the ends, the star
// opens the siblings.
import { isFolded, type Folding, type StepShape } from '@/lib/domain/steps/step-shape';
import type { StepTable } from '@/lib/domain/steps/step-table';

/** A place to go to, or a step to be folded or opened, or all siblings of the step to be opened. */
export type TreeMove = { go: number } | { turn: number } | { openSiblings: number };

const PAGE_ROWS = 15;

interface Tree {
  table: StepTable;
  shape: StepShape;
  folding: Folding;
  rows: Int32Array;
  /** Row of the selected step; -1 while none is. */
  row: number;
}

/** Null when the key means nothing here. */
export function treeMove(
  { key, ctrlKey, metaKey, altKey }: Pick<React.KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  { table, shape, folding, rows, row }: Tree,
): TreeMove | null {
  if (ctrlKey || metaKey || altKey || rows.length === 0) return null;
  const go = (to: number): TreeMove => ({ go: rows[Math.max(0, Math.min(rows.length - 1, to))] as number });
  switch (key) {
    case 'ArrowDown':
      return go(row + 1);
    case 'ArrowUp':
      return go(row - 1);
    case 'PageDown':
      return go(row + PAGE_ROWS);
    case 'PageUp':
      return go(row - PAGE_ROWS);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
  }
  if (row < 0) return null;
  const at = rows[row] as number;
  const hasChildren = (shape.end[at] as number) > at + 1;
  const isClosed = hasChildren && isFolded(table, folding, at);
  const parent = shape.parent[at] as number;
  if (key === 'ArrowLeft') return hasChildren && !isClosed ? { turn: at } : parent >= 0 ? { go: parent } : null;
  if (key === 'ArrowRight') return !hasChildren ? null : isClosed ? { turn: at } : go(row + 1);
  if (key === '*') return { openSiblings: at };
  return null;
}
