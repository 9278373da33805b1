// An item under review, its lease, and the answers to verbs and decisions as the API gives them.
import { z } from 'zod';
import { documentResponse, documentResponseSchema } from './document-response';
import { ITEM_STATES } from './item-state';
import { micros } from './queue-response';
import type { ReviewItem } from '@/lib/domain/review/review-item';
import { OUTCOMES } from '@/lib/domain/review/review-verdict';
import { runResponse } from '@/lib/domain/run/run-response';
import { runResponseSchema } from '@/lib/domain/run/run-response-schema';

const text = z.string().nullable();

export const leaseSchema = z
  .object({
    item_id: z.string(),
    lease_id: z.string(),
    lease_expires_at: z.string(),
    lease_ms: z.number().describe('How long it lasts from now, by the clock of the server'),
  })
  .meta({ id: 'Lease' });

export const itemResponseSchema = z
  .object({
    item_id: z.string(),
    queue: z.string(),
    state: z.enum(ITEM_STATES),
    revision: z.string().describe('The revision of the run to decide on'),
    reasons: z.array(z.object({ rule: z.string(), detail: z.string() })),
    priority: z.int(),
    risk: z.number(),
    created_at: z.string(),
    due_at: text,
    attempts: z.int(),
    outcome: text,
    decided_at: text,
    decided_by: text,
    assigned_to: text,
    lease_id: text.describe('Told to the holder only'),
    lease_holder: text,
    lease_expires_at: text,
    lease_ms: z.number().nullable(),
    flagged_claim_ids: z.array(z.string()).describe('Claims that must be looked at before approval'),
    documents: z.array(documentResponseSchema),
    progress: z.object({ waiting: z.int(), leased: z.int(), escalated: z.int(), done: z.int(), removed: z.int() }),
    run: runResponseSchema,
  })
  .meta({ id: 'Item' });

export function itemResponse({ item, lease, queue, run, flagged, documents }: ReviewItem): { [field: string]: unknown } {
  const time = (iso: string | null) => (iso === null ? null : micros(iso));
  return {
    item_id: item.itemId,
    queue: queue.name,
    state: item.state,
    revision: run.revision ?? item.revision,
    reasons: item.reasons,
    priority: item.priority,
    risk: item.risk,
    created_at: micros(item.createdAt),
    due_at: time(item.dueAt),
    attempts: item.attempts,
    outcome: item.outcome,
    decided_at: time(item.decidedAt),
    decided_by: item.decidedBy?.name ?? null,
    assigned_to: item.assignedTo?.name ?? null,
    lease_id: lease?.id ?? null,
    lease_holder: lease?.holder.name ?? null,
    lease_expires_at: lease ? micros(lease.expiresAt) : null,
    lease_ms: lease?.leftMs ?? null,
    flagged_claim_ids: flagged,
    documents: documents.map(documentResponse),
    progress: queue.counts,
    run: runResponse(run, 'original'),
  };
}

export const verbAnswerSchema = z
  .object({ item_id: text, run_id: z.string(), state: text, event_id: z.string(), seq: z.int(), trail_index: z.int() })
  .meta({ id: 'VerbAnswer' });

export const decisionAnswerSchema = z
  .object({
    item_id: z.string(),
    run_id: z.string(),
    state: z.string(),
    outcome: z.enum(OUTCOMES),
    decision_id: z.string(),
    review_step_id: z.string(),
    events: z.array(z.object({ event_id: z.string(), seq: z.int(), verb: z.string(), claim_id: text, trail_index: z.int() })),
    trail_index: z.int(),
    eval_case_id: text,
  })
  .meta({ id: 'DecisionAnswer' });

export const leaseResponse = ({
  itemId,
  leaseId,
  expiresAt,
  now,
}: {
  itemId: string;
  leaseId: string;
  expiresAt: Date;
  now: Date;
}): z.input<typeof leaseSchema> => ({
  item_id: itemId,
  lease_id: leaseId,
  lease_expires_at: micros(expiresAt.toISOString()),
  lease_ms: expiresAt.getTime() - now.getTime(),
});

export const verbAnswer = (done: {
  itemId: string | null;
  runId: string;
  state: string | null;
  eventId: string;
  seq: number;
  trailIndex: bigint;
}): z.input<typeof verbAnswerSchema> => ({
  item_id: done.itemId,
  run_id: done.runId,
  state: done.state,
  event_id: done.eventId,
  seq: done.seq,
  trail_index: Number(done.trailIndex),
});
