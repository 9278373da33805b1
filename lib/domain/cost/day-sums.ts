// The sums of one day, put together run by run, and cut to the dearest values of each kind.
import { groupBy } from '@/lib/domain/group-by';
import { addCost, type CostKind, type CostSums, type DearRun, dearest, KEPT_RUNS, KEPT_VALUES, NO_COST, OTHERS } from './cost-kind';
import type { CostPart } from './run-cost';

export interface DayCostRow {
  kind: CostKind;
  value: string;
  sums: CostSums;
  dearest: DearRun[];
}

export class DaySums {
  private readonly rows = new Map<string, DayCostRow>();

  add(runId: string, parts: readonly CostPart[]): void {
    for (const { kind, value, sums } of parts) {
      const key = `${kind}\0${value}`;
      const row = this.rows.get(key) ?? { kind, value, sums: NO_COST, dearest: [] };
      row.sums = addCost(row.sums, sums);
      row.dearest.push({ runId, costUsd: sums.knownRuns > 0 ? sums.costUsd : null, tokens: sums.inputTokens + sums.outputTokens });
      if (row.dearest.length > 8 * KEPT_RUNS) row.dearest = dearest(row.dearest);
      this.rows.set(key, row);
    }
  }

  /** At most `kept` values of a kind, the dearest; the others are one row, in which a run may be counted for each value that it has. */
  result(kept = KEPT_VALUES): DayCostRow[] {
    return [...groupBy(this.rows.values(), ({ kind }) => kind)].flatMap(([kind, rows]) => {
      const sorted = rows.sort((a, b) => b.sums.costUsd - a.sums.costUsd || tokens(b) - tokens(a) || b.sums.runs - a.sums.runs);
      const rest = sorted.slice(kept);
      const shown = sorted.slice(0, kept).map((row) => ({ ...row, dearest: dearest(row.dearest) }));
      if (rest.length === 0) return shown;
      const others: DayCostRow = {
        kind,
        value: OTHERS,
        sums: rest.map(({ sums }) => sums).reduce(addCost, NO_COST),
        dearest: dearest(rest.flatMap((row) => row.dearest)),
      };
      return [...shown, others];
    });
  }
}

function tokens({ sums }: DayCostRow): number {
  return sums.inputTokens + sums.outputTokens;
}
