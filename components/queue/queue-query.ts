// What the address bar says about the queue page: which queue, which items, in which order.
import { z } from 'zod';
import { EVIDENCE_STATES } from '@/lib/domain/evidence';
import { ITEM_STATES, type ItemState } from '@/lib/domain/item-state';
import { QUEUE_SORTS, type QueueItemsQuery } from '@/lib/domain/queue-row';

/** Unknown or broken values are left out, so that an old link still opens. */
export const queueQuerySchema = z.object({
  queue: z.string().max(200).optional().catch(undefined),
  state: z
    .enum([...ITEM_STATES, 'all'])
    .optional()
    .catch(undefined),
  sort: z.enum(QUEUE_SORTS).optional().catch(undefined),
  evidence: z.enum(EVIDENCE_STATES).optional().catch(undefined),
  risk: z.coerce.number().min(0).max(1).optional().catch(undefined),
  mine: z.literal('1').optional().catch(undefined),
  q: z.string().trim().min(1).max(300).optional().catch(undefined),
});
export type QueueQuery = z.infer<typeof queueQuerySchema>;

/** Without a chosen state the list shows what still asks for somebody. */
const OPEN: ItemState[] = ['waiting', 'leased', 'escalated'];

/** The query as the data layer takes it. */
export function itemsQuery({ state, sort, evidence, risk, mine, q }: QueueQuery, cursor: string | null, limit: number): QueueItemsQuery {
  return {
    sort: sort ?? 'priority',
    limit,
    ...(state === 'all' ? {} : { state: state === undefined ? OPEN : [state] }),
    ...(evidence ? { evidence: [evidence] } : {}),
    ...(risk === undefined ? {} : { risk_min: risk }),
    ...(mine ? { mine } : {}),
    ...(q ? { q } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

/** The query as an address, without what is not set. */
export function queueSearch(query: QueueQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.toString();
}
