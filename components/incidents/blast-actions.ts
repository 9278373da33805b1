// What the page of a blast radius asks of the server.
import type { ActionOutcome } from '@/components/people/action-outcome';
import type { IncidentSeverity } from '@/lib/domain/incident/incident';
import type { IncidentCause } from '@/lib/domain/incident/incident-cause';
import type { QueueingPreview } from '@/lib/domain/incident/queueing';

/** What the dialog has been told so far. */
export interface QueueingDraft {
  cause: IncidentCause;
  /** RFC 3339; null: all. */
  from: string | null;
  share: number;
  queue: string;
  /** Of an incident that is there; null: a new one. */
  incidentId: string | null;
  title: string;
  severity: IncidentSeverity;
}

export interface BlastActions {
  preview: (draft: QueueingDraft) => Promise<ActionOutcome<QueueingPreview>>;
  /** Answers the address of the incident. */
  start: (draft: QueueingDraft, key: string) => Promise<ActionOutcome<{ href: string; words: string }>>;
}
