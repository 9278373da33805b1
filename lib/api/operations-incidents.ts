// Operations on incidents.
import { blastQuerySchema, blastResponseSchema } from '@/lib/domain/incident/blast-response';
import {
  dossierQuerySchema,
  dossierRunsQuerySchema,
  incidentDetailSchema,
  incidentEventListSchema,
  incidentListResponseSchema,
  incidentNoteAnswerSchema,
  incidentRunListSchema,
  incidentRunsQuerySchema,
  incidentVersionSchema,
  queueingResponseSchema,
  retractedSchema,
} from '@/lib/domain/incident/incident-schema';
import { retractionSchema } from '@/lib/domain/document';
import { incidentChangeSchema, incidentListSchema, incidentNoteSchema, newIncidentSchema } from '@/lib/domain/incident/incident-view';
import { queueingSchema } from '@/lib/domain/incident/queueing';
import { json, type Operation } from './operation';

const tag = 'Incidents';
const one = '/api/v1/incidents/{incident_id}';

export const INCIDENT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/runs/{run_id}/blast',
    tag,
    summary: 'Which other runs share something with a run',
    permission: 'incident.read',
    description:
      'Passage, document page, document version, prompt version, failing step and error, model fingerprint, route, failure pattern: how many other runs have it (counted up to 10,000), how they fared, and how much more often they fail than runs of the same time without it. Failed: corrected or rejected, or risk of 0.5 and more where nobody reviewed.',
    query: blastQuerySchema,
    answers: { 200: { description: 'Causes, the strongest first', schema: blastResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/incidents',
    tag,
    summary: 'List incidents',
    permission: 'incident.read',
    query: incidentListSchema,
    answers: { 200: { description: 'The newest first', schema: incidentListResponseSchema } },
  },
  {
    method: 'post',
    path: '/api/v1/incidents',
    tag,
    summary: 'Open an incident',
    permission: 'incident.edit',
    body: json(newIncidentSchema),
    isIdempotent: true,
    answers: { 201: { description: 'Opened', schema: incidentVersionSchema } },
  },
  {
    method: 'get',
    path: one,
    tag,
    summary: 'One incident with its progress',
    permission: 'incident.read',
    answers: { 200: { description: 'The incident', schema: incidentDetailSchema } },
  },
  {
    method: 'patch',
    path: one,
    tag,
    summary: 'Change an incident',
    permission: 'incident.edit',
    description:
      'Only the fields that are sent. Status goes from candidate to open or dismissed, from open to contained, resolved or dismissed, from contained to resolved; what is closed can be opened again. Each change is a line of the timeline and an entry of the trail.',
    body: json(incidentChangeSchema),
    answers: {
      200: { description: 'The new version', schema: incidentVersionSchema },
      409: { description: '`stale_incident`: somebody changed it since `version`; `status_not_reachable`' },
    },
  },
  {
    method: 'get',
    path: `${one}/events`,
    tag,
    summary: 'The timeline of an incident',
    permission: 'incident.read',
    answers: { 200: { description: 'The oldest first, the newest 2,000 at most', schema: incidentEventListSchema } },
  },
  {
    method: 'post',
    path: `${one}/events`,
    tag,
    summary: 'Add a note',
    permission: 'incident.edit',
    description: 'Notes are plain text and are never changed.',
    body: json(incidentNoteSchema),
    isIdempotent: true,
    answers: { 201: { description: 'Its place in the timeline', schema: incidentNoteAnswerSchema } },
  },
  {
    method: 'get',
    path: `${one}/runs`,
    tag,
    summary: 'The runs of an incident',
    permission: 'incident.read',
    query: incidentRunsQuerySchema,
    answers: { 200: { description: 'In the order in which they were added', schema: incidentRunListSchema } },
  },
  {
    method: 'post',
    path: `${one}/queue`,
    tag,
    summary: 'Put the runs of a cause into a queue',
    permission: 'incident.edit',
    description:
      'All, or a share picked at random, each once: a run that waits in any queue keeps its item and gets the incident as one more reason; one that was decided or removed in that queue stays as it is. Asking again or in parts queues nothing twice.',
    body: json(queueingSchema),
    isIdempotent: true,
    answers: {
      200: { description: 'Done', schema: queueingResponseSchema },
      202: { description: 'Begun; the worker goes on', schema: queueingResponseSchema },
      409: { description: '`incident_closed`' },
    },
  },
  {
    method: 'post',
    path: `${one}/queue/{queueing_id}/undo`,
    tag,
    summary: 'Take queued runs out again',
    permission: 'incident.edit',
    description: 'Where nobody has begun. What a reviewer has in hand or decided stays.',
    answers: {
      200: { description: 'Taken back', schema: queueingResponseSchema },
      202: { description: 'Begun; the worker goes on', schema: queueingResponseSchema },
      409: { description: '`not_undoable`' },
    },
  },
  {
    method: 'get',
    path: `${one}/dossier`,
    tag,
    summary: 'Export the dossier of an incident',
    permission: 'incident.export',
    description:
      'Facts bound to entries of the trail by index and leaf hash, with the entries, inclusion proofs and a signed checkpoint; `verify-dossier.mjs`, which is inside, checks it offline. As one HTML file, a PDF with the data attached, or JSON. The export is an entry of the trail. Of more than 1,000 runs the newest are in it with their entries; all are in the list of `dossier/runs`, whose hash dossier and entry state.',
    query: dossierQuerySchema,
    answers: { 200: { description: 'The file', mediaType: 'application/octet-stream' } },
  },
  {
    method: 'get',
    path: `${one}/dossier/runs`,
    tag,
    summary: 'Export all runs of a dossier',
    permission: 'incident.export',
    description:
      'One line of JSON for each run as it was when the dossier was exported: `run_id`, `added_at`, `why`, `place`, `item_id`. Kept only where the dossier does not list every run itself. `verify-dossier.mjs dossier.json --runs FILE` holds it against the dossier.',
    query: dossierRunsQuerySchema,
    answers: { 200: { description: 'The lines', mediaType: 'application/x-ndjson' } },
  },
  {
    method: 'post',
    path: '/api/v1/documents/{document_id}/retract',
    tag,
    summary: 'Retract a version of a document',
    permission: 'incident.edit',
    description:
      'Or say that a later version corrects it. Opens an incident; every run that cites or was given that version comes into the queue `incidents` once. Runs that name the document without a version count when they ran while it was the current one. A run that comes later is queued when it is checked, with the same reason, until the queueing is taken back or the incident dismissed. The bytes stay.',
    body: json(retractionSchema),
    isIdempotent: true,
    answers: {
      200: { description: 'Retracted', schema: retractedSchema },
      409: { description: '`already_retracted`, with the incident' },
    },
  },
];
