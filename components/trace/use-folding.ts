import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Folding, visibleRows, withAncestors, withWayTo } from '@/lib/domain/steps/step-shape';
import { FAILED } from '@/lib/domain/steps/step-table';
import type { StepsModel } from './steps-model';

/** Larger trees start with their deeper levels folded, so that the shape of the run is seen first. */
const OPEN_STEPS = 400;
const OPEN_DEPTH = 2;
const OPEN: Folding = { fromDepth: null, turned: new Set() };

export interface FoldedRows {
  folding: Folding;
  rows: Int32Array;
  isFailedOnly: boolean;
  setFailedOnly: (isOn: boolean) => void;
  turn: (at: number) => void;
  openSiblings: (at: number) => void;
  /** Steps from this depth on are folded; null opens all. */
  foldFrom: (depth: number | null) => void;
}

/** Which rows are shown. The way to the selected step is always open; only what failed is shown without folds. */
export function useFolding(model: StepsModel, at: number): FoldedRows {
  const { table, shape } = model;
  const [folding, setFolding] = useState<Folding>(() => (table.total <= OPEN_STEPS ? OPEN : { ...OPEN, fromDepth: OPEN_DEPTH }));
  const [isFailedOnly, setFailedOnly] = useState(false);
  const kept = useMemo(
    () => (isFailedOnly ? withAncestors(shape, table.count, (place) => table.status[place] === FAILED) : null),
    [isFailedOnly, shape, table],
  );
  const shown = kept ? OPEN : folding;
  const rows = useMemo(() => visibleRows(table, shape, shown, kept), [table, shape, shown, kept]);
  const wayTo = useCallback((before: Folding) => (at >= 0 ? withWayTo(table, shape, before, at) : before), [table, shape, at]);
  useEffect(() => setFolding(wayTo), [wayTo]);

  return {
    folding: shown,
    rows,
    isFailedOnly,
    setFailedOnly,
    turn: useCallback((place) => {
      setFailedOnly(false);
      setFolding((before) => {
        const turned = new Set(before.turned);
        if (!turned.delete(place)) turned.add(place);
        return { ...before, turned };
      });
    }, []),
    openSiblings: useCallback(
      (place) => {
        const parent = shape.parent[place];
        setFolding((before) => {
          const turned = new Set(before.turned);
          for (let each = 0; each < table.count; each++) {
            if (shape.parent[each] !== parent) continue;
            const starts = before.fromDepth !== null && (table.depth[each] as number) >= before.fromDepth;
            if (starts) turned.add(each);
            else turned.delete(each);
          }
          return { ...before, turned };
        });
      },
      [shape, table],
    ),
    foldFrom: useCallback(
      (fromDepth) => {
        setFailedOnly(false);
        setFolding(wayTo({ fromDepth, turned: new Set() }));
      },
      [wayTo],
    ),
  };
}
