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

type Body = { [key: string]: unknown };

/** What happened in one sentence, made from the facts of the event; `nameOf` says who a user id is. */
export function eventSentence(kind: IncidentEventKind, body: Body, nameOf: (id: string) => string): string {
  const text = (key: string) => String(body[key] ?? '');
  const person = (key: string) => (typeof body[key] === 'string' ? nameOf(text(key)) : 'nobody');
  switch (kind) {
    case 'opened':
      return `Opened as ${text('status')}, severity ${text('severity')}, with ${runs(body['runs'])}.`;
    case 'status_changed':
      return `From ${text('before')} to ${text('after')}.`;
    case 'described':
      return [
        body['title'] === undefined ? '' : 'The title was changed.',
        body['severity'] === undefined ? '' : `Severity from ${text('severity_before')} to ${text('severity')}.`,
      ]
        .filter(Boolean)
        .join(' ');
    case 'owner_changed':
      return `From ${person('before')} to ${person('after')}.`;
    case 'deadline_changed':
      return `From ${instant(body['before'])} to ${instant(body['after'])}${body['by'] === 'severity' ? ', by severity' : ''}.`;
    case 'noted':
      return 'A note was written.';
    case 'learnt_changed':
      return 'What was learnt was written down.';
    case 'runs_added':
      return `${runs(body['runs'])} added.`;
    case 'queueing_requested':
      return `Into queue ${text('queue')}: ${share(body['share'])} of the runs with this ${text('cause').replace('_', ' ')}${body['from'] ? ` since ${instant(body['from'])}` : ''}.`;
    case 'queueing_ended':
      return queued(body);
    case 'queueing_undone':
      return `${runs(body['undone'])} taken out again; ${Number(body['stays'] ?? 0)} stay, because a reviewer had begun.`;
    case 'document_retracted':
      return `Version ${text('version')} of ${text('document_id')} was ${body['how'] === 'corrected' ? `corrected by version ${text('replaced_by')}` : 'retracted'}.`;
    case 'exported':
      return `As ${text('format').toUpperCase()}.`;
  }
}

function runs(value: unknown): string {
  const count = Number(value ?? 0);
  return count === 1 ? '1 run' : `${count} runs`;
}

function share(value: unknown): string {
  const part = Number(value ?? 1);
  return part >= 1 ? 'all' : `a random ${Number((part * 100).toPrecision(3))} %`;
}

function instant(value: unknown): string {
  return typeof value === 'string' ? `${value.slice(0, 16).replace('T', ' ')} UTC` : 'none';
}

function queued(body: Body): string {
  const parts = [
    `${runs(body['queued'])} queued`,
    [Number(body['reasons_added'] ?? 0), 'were waiting and got this reason'],
    [Number(body['decided_already'] ?? 0), 'had been decided in that queue'],
    [Number(body['removed_before'] ?? 0), 'had been removed from it'],
    [Number(body['already_in'] ?? 0), 'were in already'],
  ];
  return `${parts.flatMap((part) => (typeof part === 'string' ? [part] : part[0] ? [`${part[0]} ${part[1]}`] : [])).join(', ')}.`;
}
