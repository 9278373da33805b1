// One line of a queue, and the questions that can be asked of it: the same for the table, the API and the address bar.
import { z } from 'zod';
import { EVIDENCE_STATES, type EvidenceState } from './evidence';
import { ITEM_STATES, type ItemState } from './item-state';

export interface QueueRow {
  itemId: string;
  runId: string;
  runName: string | null;
  route: string | null;
  modelName: string | null;
  state: ItemState;
  outcome: string | null;
  /** Why queued, in words. */
  reasons: { rule: string; detail: string }[];
  risk: number;
  priority: number;
  createdAt: string;
  dueAt: string | null;
  decidedAt: string | null;
  /** Who has it now, or to whom it is assigned. */
  holder: { id: string; name: string; isMe: boolean; how: 'leased' | 'assigned' } | null;
  leaseExpiresAt: string | null;
  /** The run has another revision than the one that was reviewed. */
  isChangedSince: boolean;
  claimCount: number;
  flaggedCount: number;
  /** How many claims stand in each state. */
  states: Partial<Record<EvidenceState, number>>;
  inputPreview: string;
  outputPreview: string;
}

export interface QueuePage {
  rows: QueueRow[];
  nextCursor: string | null;
}

/** `priority` is the order in which items are handed out. */
export const QUEUE_SORTS = ['priority', '-risk', 'risk', 'created', '-created', 'due', '-due'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

const anyOf = <S extends z.ZodType>(value: S) =>
  z.union([value, z.array(value).min(1).max(20)]).transform((given) => (Array.isArray(given) ? given : [given]) as z.output<S>[]);
const share = z.coerce.number().min(0).max(1);

export const queueItemsQuerySchema = z.strictObject({
  state: anyOf(z.enum(ITEM_STATES)).optional(),
  holder: z.uuid().optional().describe('User id of whoever has the item or is assigned to it'),
  mine: z.enum(['true', '1']).optional().describe('Items that you have or that are assigned to you'),
  risk_min: share.optional(),
  risk_max: share.optional(),
  code: anyOf(z.string().min(1).max(200)).optional().describe('Code of a finding'),
  evidence: anyOf(z.enum(EVIDENCE_STATES)).optional().describe('State of at least one claim'),
  q: z.string().trim().min(1).max(300).optional().describe('Words in the name or id of the run, its input or its output'),
  due_before: z.iso.datetime({ offset: true }).optional(),
  created_before: z.iso.datetime({ offset: true }).optional().describe('At least so old'),
  sort: z.enum(QUEUE_SORTS).default('priority'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(2000).optional(),
});
export type QueueItemsQuery = z.infer<typeof queueItemsQuerySchema>;
