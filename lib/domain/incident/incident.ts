// The record of an incident: what went wrong in more than one run, who stands for it and how far it has come.
import { z } from 'zod';

export const INCIDENT_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export const incidentSeveritySchema = z.enum(INCIDENT_SEVERITIES);
export type IncidentSeverity = z.infer<typeof incidentSeveritySchema>;

/** What each severity means, shown beside it wherever it is chosen. */
export const SEVERITY_MEANINGS: Record<IncidentSeverity, string> = {
  low: 'Nobody acted on a wrong answer; put right in passing',
  medium: 'Wrong answers reached people; no harm is known',
  high: 'Wrong answers that people act on; harm is likely if nothing is done',
  critical: 'Harm is happening, or a duty to report has begun',
};

export const INCIDENT_STATUSES = ['candidate', 'open', 'contained', 'resolved', 'dismissed'] as const;
export const incidentStatusSchema = z.enum(INCIDENT_STATUSES);
export type IncidentStatus = z.infer<typeof incidentStatusSchema>;

export const STATUS_MEANINGS: Record<IncidentStatus, string> = {
  candidate: 'Proposed, by an alarm or a person; nobody has confirmed it',
  open: 'Confirmed; more runs may still go wrong',
  contained: 'No new run goes wrong; what it touched is being reviewed',
  resolved: 'The cause is gone and what it touched was reviewed',
  dismissed: 'It was no incident',
};

/** A change of status that is not listed is refused. A closed incident can be opened again. */
const NEXT_STATUSES: Record<IncidentStatus, readonly IncidentStatus[]> = {
  candidate: ['open', 'dismissed'],
  open: ['contained', 'resolved', 'dismissed'],
  contained: ['resolved', 'open'],
  resolved: ['open'],
  dismissed: ['open'],
};

export function nextStatuses(status: IncidentStatus): readonly IncidentStatus[] {
  return NEXT_STATUSES[status];
}

export function isClosed(status: IncidentStatus): boolean {
  return status === 'resolved' || status === 'dismissed';
}

/** Hours until something has to have happened, when nobody sets another time. */
const DEADLINE_HOURS: Record<IncidentSeverity, number> = { critical: 24, high: 72, medium: 24 * 7, low: 24 * 30 };

export function deadlineOf(severity: IncidentSeverity, from: Date): Date {
  return new Date(from.getTime() + DEADLINE_HOURS[severity] * 3_600_000);
}
