// What happened to an incident, one line of its timeline each; stored append-only and proven by the trail.
import { z } from 'zod';

export const INCIDENT_EVENT_KINDS = [
  'opened',
  'status_changed',
  'described',
  'owner_changed',
  'deadline_changed',
  'noted',
  'learnt_changed',
  'runs_added',
  'queueing_requested',
  'queueing_ended',
  'queueing_undone',
  'document_retracted',
  'exported',
] as const;
export const incidentEventKindSchema = z.enum(INCIDENT_EVENT_KINDS);
export type IncidentEventKind = z.infer<typeof incidentEventKindSchema>;

export const EVENT_TITLES: Record<IncidentEventKind, string> = {
  opened: 'Opened',
  status_changed: 'Status changed',
  described: 'Description changed',
  owner_changed: 'Owner changed',
  deadline_changed: 'Deadline changed',
  noted: 'Note',
  learnt_changed: 'What was learnt',
  runs_added: 'Runs added',
  queueing_requested: 'Queueing started',
  queueing_ended: 'Queueing finished',
  queueing_undone: 'Queueing undone',
  document_retracted: 'Document retracted',
  exported: 'Dossier exported',
};
