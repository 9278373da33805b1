// Opens an incident inside a transaction of the caller's: by an alarm as a candidate, once for each key.
import 'server-only';
import { deadlineOf, type IncidentSeverity, type IncidentStatus } from '@/lib/domain/incident/incident';
import { type IncidentCause, incidentCauseSchema } from '@/lib/domain/incident/incident-cause';
import { newId } from '@/lib/domain/new-id';
import type { Tx } from '@/lib/data/database';
import { recordIncidentEvents } from './incident-events';
import { databaseNow } from '@/lib/data/queues/item-verb';

export interface NewIncident {
  /** The opener's own name for it: a second call with the same key finds the first incident and changes nothing. */
  key?: string | undefined;
  title: string;
  severity: IncidentSeverity;
  cause: IncidentCause;
  /** `id` is a user id, a key id, or null for an alarm. */
  createdBy: { kind: 'person' | 'key' | 'alarm'; id: string | null; name: string };
  ownerId?: string | undefined;
  /** By severity when absent. */
  deadlineAt?: Date | undefined;
  /** Runs that show it, each with the reason in one sentence. At most 1,000 here; more are added by queueing a cause. */
  runs?: readonly { runId: string; why: string }[] | undefined;
}

const MAX_TITLE_CHARS = 200;
const MAX_RUNS = 1000;

/** A candidate waits for somebody to confirm or dismiss it. The caller has asked `can()` or is the product itself. */
export async function openIncidentCandidate(
  tx: Tx,
  projectId: string,
  incident: NewIncident,
): Promise<{ incidentId: string; isNew: boolean }> {
  return openIncident(tx, projectId, incident, 'candidate');
}

/** The same, confirmed from the start when `status` is `open`. Locks the trail's head: call it last in a transaction. */
export async function openIncident(
  tx: Tx,
  projectId: string,
  incident: NewIncident,
  status: Extract<IncidentStatus, 'candidate' | 'open'>,
): Promise<{ incidentId: string; isNew: boolean }> {
  const cause = incidentCauseSchema.parse(incident.cause);
  const runs = firstOfEach(incident.runs ?? []);
  if (runs.length > MAX_RUNS) throw new RangeError(`an incident opens with at most ${MAX_RUNS} runs, ${runs.length} were given`);
  const title = Array.from(incident.title.trim()).slice(0, MAX_TITLE_CHARS).join('');
  if (title === '') throw new RangeError('an incident needs a title');
  const at = await databaseNow(tx);
  const incidentId = newId(at.getTime());
  const deadlineAt = incident.deadlineAt ?? deadlineOf(incident.severity, at);
  const { createdBy } = incident;
  const made = await tx.$executeRaw`
    INSERT INTO incident (project_id, incident_id, key, title, severity, status, owner_id, cause, deadline_at, run_count,
      created_by_kind, created_by, created_by_name, created_at, changed_at)
    VALUES (${projectId}::uuid, ${incidentId}::uuid, ${incident.key ?? null}, ${title}, ${incident.severity}, ${status},
      ${incident.ownerId ?? null}::uuid, ${JSON.stringify(cause)}::jsonb, ${deadlineAt}, ${runs.length},
      ${createdBy.kind}, ${createdBy.id}, ${createdBy.name}, ${at}, ${at})
    ON CONFLICT (project_id, key) DO NOTHING`;
  if (made === 0) return { incidentId: await idOfKey(tx, projectId, incident.key ?? ''), isNew: false };
  await tx.incidentRun.createMany({
    data: runs.map(({ runId, why }) => ({ projectId, incidentId, runId, why, addedAt: at, outcome: 'listed' })),
  });
  const facts = {
    severity: incident.severity,
    status,
    cause: cause.by,
    deadline_at: deadlineAt.toISOString(),
    owner_id: incident.ownerId ?? null,
    opened_by: createdBy.kind,
    runs: runs.length,
  };
  await recordIncidentEvents(tx, projectId, incidentId, createdBy, [{ kind: 'opened', facts, written: { title, cause_detail: cause } }]);
  return { incidentId, isNew: true };
}

async function idOfKey(tx: Tx, projectId: string, key: string): Promise<string> {
  const found = await tx.incident.findUnique({ where: { projectId_key: { projectId, key } }, select: { incidentId: true } });
  if (!found) throw new Error(`the incident of key ${key} is not to be found`);
  return found.incidentId;
}

function firstOfEach(runs: readonly { runId: string; why: string }[]): { runId: string; why: string }[] {
  return [...new Map([...runs].reverse().map((run) => [run.runId, run])).values()].reverse();
}
