// What the API answers about incidents and the blast radius, as published.
import { z } from 'zod';
import { INCIDENT_SEVERITIES, INCIDENT_STATUSES } from './incident';
import { incidentCauseSchema } from './incident-cause';
import { INCIDENT_EVENT_KINDS } from './incident-event';
import { RUN_PLACES } from './incident-view';

const instant = z.string();
const count = z.int();

export const incidentRunsQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(2000).optional(),
});

export const incidentSchema = z
  .object({
    incident_id: z.uuid(),
    title: z.string(),
    severity: z.enum(INCIDENT_SEVERITIES),
    status: z.enum(INCIDENT_STATUSES),
    owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    cause: incidentCauseSchema,
    deadline_at: instant.nullable(),
    run_count: count,
    created_at: instant,
    created_by: z.object({ kind: z.enum(['person', 'key', 'alarm']), name: z.string() }),
    changed_at: instant,
    closed_at: instant.nullable(),
    version: count.describe('Send it back with a change'),
  })
  .meta({ id: 'Incident' });

export const incidentListResponseSchema = z.object({ incidents: z.array(incidentSchema), next_cursor: z.string().nullable() });

export const queueingResponseSchema = z
  .object({
    queueing_id: z.uuid(),
    queue: z.string(),
    cause: incidentCauseSchema,
    share: z.number(),
    state: z.enum(['running', 'done', 'undoing', 'undone']),
    seen: count.describe('Runs of the cause that were looked at so far'),
    queued: count,
    reasons_added: count,
    decided_already: count,
    removed_before: count,
    already_in: count,
    undone: count,
    created_at: instant,
    created_by: z.string(),
    ended_at: instant.nullable(),
  })
  .meta({ id: 'Queueing' });

const incidentRunSchema = z.object({
  run_id: z.string(),
  name: z.string().nullable(),
  why: z.string(),
  added_at: instant,
  place: z.enum(RUN_PLACES),
  item_id: z.uuid().nullable(),
  queue: z.string().nullable(),
  item_state: z.string().nullable(),
  outcome: z.string().nullable(),
  risk: z.number().nullable(),
});
export const incidentRunListSchema = z.object({ runs: z.array(incidentRunSchema), next_cursor: z.string().nullable() });

export const incidentDetailSchema = incidentSchema
  .extend({
    learnt: z.string(),
    progress: z.object({
      items: count,
      waiting: count,
      in_review: count,
      escalated: count,
      approved: count,
      corrected: count,
      rejected: count,
      other: count,
      is_more: z.boolean(),
    }),
    queueings: z.array(queueingResponseSchema),
    runs: z.array(incidentRunSchema),
    runs_cursor: z.string().nullable(),
  })
  .meta({ id: 'IncidentDetail' });

export const incidentVersionSchema = z.object({ incident_id: z.uuid(), version: count });
export const incidentNoteAnswerSchema = z.object({ seq: count });
export const incidentEventListSchema = z.object({
  events: z.array(
    z.object({
      seq: count,
      kind: z.enum(INCIDENT_EVENT_KINDS),
      at: instant,
      actor: z.object({ id: z.string().nullable(), name: z.string() }),
      body: z.record(z.string(), z.unknown()),
      trail_index: count.nullable(),
    }),
  ),
});

export const dossierQuerySchema = z.strictObject({ format: z.enum(['html', 'pdf', 'json']).default('html') });

export const dossierRunsQuerySchema = z.strictObject({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in hex')
    .optional()
    .describe('`run_list.sha256` of the dossier; the newest list when absent'),
});

export const retractedSchema = z.object({
  document_id: z.string(),
  version: count,
  incident_id: z.uuid(),
  queueing_ids: z.array(z.uuid()),
});
