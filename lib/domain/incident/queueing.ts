// Asking that the runs of a cause come before reviewers: what may be asked, what will happen, and in which words.
import { z } from 'zod';
import { queueNameSchema } from '@/lib/domain/queue';
import { samplePlace } from '@/lib/domain/sample-share';
import type { IncidentSeverity } from './incident';
import { causeKey } from './cause-key';
import { causeSentence, type IncidentCause, incidentCauseSchema } from './incident-cause';

/** Where runs go when nobody names a queue; it is made when it is needed. */
export const INCIDENT_QUEUE = { name: 'incidents', title: 'Incidents', description: 'Runs that an incident touched.', dueHours: 24 };

/** Runs that are looked at for the preview; of more than that it says so. */
export const PREVIEW_BOUND = 10_000;

export const queueingSchema = z.strictObject({
  cause: incidentCauseSchema.optional().describe('Defaults to the cause of the incident'),
  queue: queueNameSchema.default(INCIDENT_QUEUE.name),
  from: z.iso.datetime({ offset: true }).nullish().describe('Runs that started from then on; all when absent'),
  share: z.number().gt(0).max(1).default(1).describe('Share picked at random; the same runs whenever it is asked'),
});
export type QueueingRequest = z.infer<typeof queueingSchema>;

/** What would happen, counted over at most 10,000 runs of the cause. */
export interface QueueingPreview {
  /** Runs of the cause in the window. */
  found: number;
  isMore: boolean;
  /** Those that the sample takes. */
  picked: number;
  newItems: number;
  reasonsAdded: number;
  decidedAlready: number;
  removedBefore: number;
  alreadyIn: number;
  notChecked: number;
}

/**
 * Whether the sample takes the run: its place follows from cause and run alone, so a larger share takes the same runs and more,
 * and asking twice or in parts takes nothing twice.
 */
export function isPicked(cause: IncidentCause, runId: string, share: number): boolean {
  return share >= 1 || samplePlace(causeKey(cause), runId) < share;
}

const PRIORITIES: Record<IncidentSeverity, number> = { low: 20, medium: 40, high: 60, critical: 100 };

/** Rules of a new project go up to 30: what a grave incident touched comes before them. */
export function incidentPriority(severity: IncidentSeverity): number {
  return PRIORITIES[severity];
}

/** The sentence that a reviewer reads as the reason. */
export function queueingDetail(title: string, cause: IncidentCause, share: number): string {
  const sampled = share < 1 ? ` One of ${Number((share * 100).toPrecision(3))} % picked at random.` : '';
  return `${title.replace(/\.$/u, '')}: ${causeSentence(cause)}.${sampled}`;
}
