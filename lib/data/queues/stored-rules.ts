// Queues with their rules as the rules engine reads them.
import 'server-only';
import type { RuleFilter, RuleSubject } from '@/lib/domain/rule';
import { asksForText, matchesFilter } from '@/lib/domain/rule';
import { samplePlace } from '@/lib/domain/sample-share';
import type { Tx } from '@/lib/data/database';
import { withRaisedSampling } from '@/lib/data/insights/drift-sampling';

export interface StoredRule {
  name: string;
  filter: RuleFilter;
  sample: number;
  priority: number;
}
export interface StoredQueue {
  queueId: string;
  name: string;
  dueHours: number | null;
  rules: StoredRule[];
}

/** The project's queues, or the one named, with their enabled rules in order, and those that alarms add for a time. */
export async function listStoredQueues(tx: Tx, projectId: string, name?: string): Promise<StoredQueue[]> {
  const queues = await tx.queue.findMany({
    where: { projectId, ...(name === undefined ? {} : { name }) },
    orderBy: [{ ordinal: 'asc' }, { name: 'asc' }],
  });
  const rules = await tx.rule.findMany({ where: { projectId, isEnabled: true }, orderBy: { ordinal: 'asc' } });
  const stored = queues.map(({ queueId, name: queueName, dueHours }) => ({
    queueId,
    name: queueName,
    dueHours,
    rules: rules
      .filter((rule) => rule.queueId === queueId)
      .map((rule) => ({ name: rule.name, filter: rule.filter as RuleFilter, sample: rule.sample, priority: rule.priority })),
  }));
  return withRaisedSampling(tx, projectId, stored);
}

/** The rules of a queue that catch the run. Sampling is decided by the run's fixed place, so it is the same at every look. */
export function catchingRules(queue: Pick<StoredQueue, 'queueId' | 'rules'>, subject: RuleSubject): StoredRule[] {
  const place = samplePlace(queue.queueId, subject.runId);
  return queue.rules.filter((rule) => place < rule.sample && matchesFilter(rule.filter, subject));
}

/** Whether any rule asks for a phrase: only then are the texts of runs worth reading. */
export function askForTexts(queues: readonly Pick<StoredQueue, 'rules'>[]): boolean {
  return queues.some(({ rules }) => rules.some(({ filter }) => asksForText(filter)));
}
