// Rules that alarms add to a queue for a time: more of the runs of a slice are sampled, by the queue's own sampling rules.
import 'server-only';
import { sliceFilters } from '@/lib/domain/drift/drift-runs';
import type { SliceKind } from '@/lib/domain/drift/run-contribution';
import type { RuleFilter } from '@/lib/domain/rule';
import type { Tx } from '@/lib/data/database';
import type { StoredQueue, StoredRule } from '@/lib/data/queues/stored-rules';

/**
 * The queues with the rules of raised sampling behind their own. A run's place in the queue is fixed, so of a slice that is sampled at
 * 25 % instead of 5 % the first 5 % are the same runs as ever, and the widest share of the rules that catch a run is the
 * chance with which it came in: `item.inclusion` stays what it says (lib/domain/sample-share.ts).
 */
export async function withRaisedSampling(tx: Tx, projectId: string, queues: StoredQueue[]): Promise<StoredQueue[]> {
  const raised = await tx.driftAlarm.findMany({
    where: { projectId, sampledUntil: { gt: new Date() } },
    orderBy: { openedAt: 'asc' },
    select: { summary: true, dimension: true, sliceKind: true, sliceValue: true, sampledQueue: true, sampledShare: true },
  });
  if (raised.length === 0) return queues;
  return queues.map((queue) => ({
    ...queue,
    rules: [
      ...queue.rules,
      ...raised
        .filter(({ sampledQueue }) => sampledQueue === queue.name)
        .flatMap(({ sliceKind, sliceValue, dimension, sampledShare }) =>
          queue.rules
            .filter(({ sample }) => sample < (sampledShare ?? 0))
            .map((rule): StoredRule => {
              const slice = sliceFilters({ kind: sliceKind as SliceKind, value: sliceValue }) as RuleFilter;
              return {
                name: `${rule.name}, raised by the drift of ${dimension}`,
                filter: { all: [rule.filter, slice] },
                sample: sampledShare ?? 0,
                priority: rule.priority,
              };
            }),
        ),
    ],
  }));
}
