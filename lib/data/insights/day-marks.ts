// Marks UTC days whose runs have changed, so that what is kept by day is made anew from the runs of that day.
import 'server-only';
import { newId } from '@/lib/domain/new-id';
import type { Tx } from '@/lib/data/database';

/**
 * Days as `2026-11-30`. Each mark is a row of its own: nobody waits for anybody, and since a mark is seen exactly when its change
 * is, counting misses none.
 */
export async function markDays(tx: Tx, projectId: string, days: Iterable<string>): Promise<void> {
  const data = [...new Set(days)].map((day) => ({ projectId, day: new Date(day), markId: newId() }));
  if (data.length > 0) await tx.dayMark.createMany({ data });
}
