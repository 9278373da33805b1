// Queues and their items as the API gives them.
import { z } from 'zod';
import { EVIDENCE_STATES } from './evidence';
import { ITEM_STATES } from './item-state';
import type { QueueSummary } from './queue';
import type { QueueRow } from './queue-row';
import { ruleSchema } from './rule';

const text = z.string().nullable();
const count = z.int();

export const queueSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    lease_minutes: z.int(),
    due_hours: z.int().nullable(),
    max_attempts: z.int().describe('Leases that may come to nothing before an item goes to the leads'),
    rules: z.array(ruleSchema),
    counts: z.object({ waiting: count, leased: count, escalated: count, done: count, removed: count }),
  })
  .meta({ id: 'Queue' });
export const queueListSchema = z.object({ queues: z.array(queueSchema) });

export function queueResponse({
  name,
  title,
  description,
  leaseMinutes,
  dueHours,
  maxAttempts,
  rules,
  counts,
}: QueueSummary): z.input<typeof queueSchema> {
  return { name, title, description, lease_minutes: leaseMinutes, due_hours: dueHours, max_attempts: maxAttempts, rules, counts };
}

export const queueItemSchema = z
  .object({
    item_id: z.string(),
    run_id: z.string(),
    run_name: text,
    route: text,
    model_name: text,
    state: z.enum(ITEM_STATES),
    outcome: text,
    reasons: z.array(z.object({ rule: z.string(), detail: z.string() })).describe('Why queued, in words'),
    risk: z.number(),
    priority: z.int(),
    created_at: z.string(),
    due_at: text,
    decided_at: text,
    holder: z.object({ id: z.string(), name: z.string(), how: z.enum(['leased', 'assigned']) }).nullable(),
    lease_expires_at: text,
    changed_since: z.boolean().describe('The run has another revision than the one that was reviewed'),
    claim_count: count,
    flagged_count: count,
    states: z.partialRecord(z.enum(EVIDENCE_STATES), count).describe('Claims by state'),
    input_preview: z.string(),
    output_preview: z.string(),
  })
  .meta({ id: 'QueueItem' });
export const queueItemListSchema = z.object({ items: z.array(queueItemSchema), next_cursor: text });

export function queueItemResponse(row: QueueRow): z.input<typeof queueItemSchema> {
  const { holder } = row;
  return {
    item_id: row.itemId,
    run_id: row.runId,
    run_name: row.runName,
    route: row.route,
    model_name: row.modelName,
    state: row.state,
    outcome: row.outcome,
    reasons: row.reasons,
    risk: row.risk,
    priority: row.priority,
    created_at: micros(row.createdAt),
    due_at: row.dueAt === null ? null : micros(row.dueAt),
    decided_at: row.decidedAt === null ? null : micros(row.decidedAt),
    holder: holder && { id: holder.id, name: holder.name, how: holder.how },
    lease_expires_at: row.leaseExpiresAt === null ? null : micros(row.leaseExpiresAt),
    changed_since: row.isChangedSince,
    claim_count: row.claimCount,
    flagged_count: row.flaggedCount,
    states: row.states,
    input_preview: row.inputPreview,
    output_preview: row.outputPreview,
  };
}

/** Times of the wire have six digits; these come from a clock of milliseconds. */
export function micros(iso: string): string {
  return iso.replace(/\.(\d{3})Z$/, '.$1000Z');
}
