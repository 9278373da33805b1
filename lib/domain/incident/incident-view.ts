// An incident as lists, pages and the API show it, and what may be said to change it.
import { z } from 'zod';
import { optionalText, reviewText } from '@/lib/domain/review/review-text';
import type { Json } from '@/lib/domain/run/run';
import { type IncidentSeverity, type IncidentStatus, incidentSeveritySchema, incidentStatusSchema } from './incident';
import { type IncidentCause, incidentCauseSchema } from './incident-cause';
import type { IncidentEventKind } from './incident-event';

export interface IncidentSummary {
  incidentId: string;
  title: string;
  severity: IncidentSeverity;
  status: IncidentStatus;
  owner: { id: string; name: string } | null;
  cause: IncidentCause;
  deadlineAt: string | null;
  runCount: number;
  createdAt: string;
  createdBy: { kind: 'person' | 'key' | 'alarm'; name: string };
  changedAt: string;
  closedAt: string | null;
  version: number;
}

export interface IncidentEventView {
  seq: number;
  kind: IncidentEventKind;
  at: string;
  actorId: string | null;
  actorName: string;
  body: { [key: string]: Json };
  trailIndex: number | null;
}

export const RUN_PLACES = ['listed', 'queued', 'reason_added', 'decided_already', 'removed_before', 'undone'] as const;
export type RunPlace = (typeof RUN_PLACES)[number];

/** What became of a run by this incident, as a reader says it. */
export const PLACE_WORDS: Record<RunPlace, string> = {
  listed: 'Listed only',
  queued: 'Put into a queue',
  reason_added: 'Was waiting; reason added',
  decided_already: 'Decided in that queue before',
  removed_before: 'Removed from that queue before',
  undone: 'Taken out again',
};

export interface IncidentRunRow {
  runId: string;
  name: string | null;
  why: string;
  addedAt: string;
  place: RunPlace;
  itemId: string | null;
  queue: string | null;
  itemState: string | null;
  /** How the item was decided, else how the run stands. */
  outcome: string | null;
  risk: number | null;
}

export interface QueueingView {
  queueingId: string;
  queue: string;
  cause: IncidentCause;
  share: number;
  state: 'running' | 'done' | 'undoing' | 'undone';
  /** Runs of the cause that were looked at so far. */
  seen: number;
  queued: number;
  reasonsAdded: number;
  decidedAlready: number;
  removedBefore: number;
  alreadyIn: number;
  undone: number;
  createdAt: string;
  createdByName: string;
  endedAt: string | null;
}

/** Items of the incident by what became of them; `isMore` when only the first 10,000 runs were counted. */
export interface IncidentProgress {
  items: number;
  waiting: number;
  inReview: number;
  escalated: number;
  approved: number;
  corrected: number;
  rejected: number;
  other: number;
  isMore: boolean;
}

export interface IncidentDetail extends IncidentSummary {
  learnt: string;
  progress: IncidentProgress;
  queueings: QueueingView[];
  runs: IncidentRunRow[];
  runsCursor: string | null;
  events: IncidentEventView[];
}

export const INCIDENT_FILTERS = ['active', 'open', 'candidates', 'closed', 'all'] as const;
export const incidentListSchema = z.strictObject({
  show: z.enum(INCIDENT_FILTERS).default('active').describe('active: candidates, open and contained'),
  mine: z.enum(['true', '1']).optional().describe('Those that you own'),
  overdue: z.enum(['true', '1']).optional().describe('Not closed and past the deadline'),
  severity: incidentSeveritySchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(2000).optional(),
});
export type IncidentListQuery = z.infer<typeof incidentListSchema>;

const titleSchema = reviewText(200).refine((text) => text.trim() !== '', 'is empty');
const instantSchema = z.iso.datetime({ offset: true });
export const MAX_NOTE_CHARS = 10_000;

export const newIncidentSchema = z.strictObject({
  title: titleSchema,
  severity: incidentSeveritySchema,
  status: z.enum(['candidate', 'open']).default('open'),
  cause: incidentCauseSchema.optional().describe('What the runs have in common; a plain report when absent'),
  owner_id: z.uuid().nullish(),
  deadline_at: instantSchema.nullish().describe('By severity when absent'),
  runs: z
    .array(z.strictObject({ run_id: z.string().min(1).max(1000), why: reviewText(500) }))
    .max(1000)
    .default([]),
  note: optionalText(MAX_NOTE_CHARS),
});
export type NewIncidentBody = z.infer<typeof newIncidentSchema>;

export const incidentChangeSchema = z
  .strictObject({
    version: z.int().min(1).describe('The version that you have seen; 409 stale_incident when it has moved on'),
    title: titleSchema.optional(),
    severity: incidentSeveritySchema.optional(),
    status: incidentStatusSchema.optional(),
    reason: optionalText(2000).describe('Needed when the status changes'),
    owner_id: z.uuid().nullable().optional(),
    deadline_at: instantSchema.nullable().optional(),
    learnt: reviewText(MAX_NOTE_CHARS).optional(),
  })
  .refine(({ status, reason }) => status === undefined || reason !== undefined, {
    path: ['reason'],
    message: 'is needed when the status changes',
  });
export type IncidentChange = z.infer<typeof incidentChangeSchema>;

export const incidentNoteSchema = z.strictObject({ note: reviewText(MAX_NOTE_CHARS).refine((text) => text.trim() !== '', 'is empty') });
