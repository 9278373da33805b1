// The dossier of an incident: what happened, each fact bound to the entry of the trail that proves it, with the proofs beside it.
import { z } from 'zod';
import { groupBy } from '@/lib/domain/group-by';
import type { Json } from '@/lib/domain/run/run';
import { parsePayload } from '@/lib/domain/trail/trail-payload';
import { EVENT_TITLES, eventSentence } from './incident-event';
import type { IncidentDetail, IncidentEventView, IncidentRunRow } from './incident-view';

export const DOSSIER_FORMAT = 'countersign-dossier@1';
/** Runs that are told one by one with their entries; where there are more, all of them are in a list beside the dossier. */
export const DOSSIER_RUNS = 1000;

/** The list: lines of JSON, kept in parts. The entry of the export states the same. */
export const runListSchema = z.object({
  runs: z.int(),
  bytes: z.int(),
  /** Of the whole file, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  parts: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
});
export type RunList = z.infer<typeof runListSchema>;

/** Which entry proves it: its place in the trail and SHA-256(0x00 || entry), hex. */
export interface TrailBinding {
  index: number;
  leaf_hash: string;
}

export interface DossierFact {
  kind: string;
  title: string;
  /** Made from what stands below, for reading. */
  says: string;
  at: string;
  actor: { id: string | null; name: string };
  /** Exactly the facts of the entry. */
  facts: { [key: string]: Json };
  /** What the entry commits to. */
  written: { [field: string]: Json };
  trail: TrailBinding;
}

export interface DossierRun {
  run_id: string;
  why: string;
  place: string;
  queue: string | null;
  item_state: string | null;
  outcome: string | null;
  /** Entries that name this run: queued, reason added, decided. */
  trail: (TrailBinding & { kind: string; at: string })[];
}

export interface Dossier {
  format: typeof DOSSIER_FORMAT;
  project: string;
  exported_at: string;
  exported_by: string;
  incident: {
    incident_id: string;
    title: string;
    severity: string;
    status: string;
    owner: string | null;
    cause: Json;
    opened_at: string;
    closed_at: string | null;
    deadline_at: string | null;
    learnt: string;
  };
  /** Counted when the dossier was made; no entry of the trail says so. */
  counted: { runs: number; items: number; waiting: number; in_review: number; approved: number; corrected: number; rejected: number };
  facts: DossierFact[];
  runs: DossierRun[];
  runs_left_out: number;
  /** Null where every run is listed here. */
  run_list: RunList | null;
  /** Entries that no checkpoint covered yet when this was made. */
  unsigned: number[];
  bundle: { how_to: string; files: { [name: string]: string } };
}

/** An entry of the trail as it is stored. */
export interface DossierEntry {
  index: number;
  leafHash: string;
  payload: string;
  type: string;
  at: string;
  runId: string | null;
}

/** Throws when an event has no entry, or one that does not say the same: a dossier must not contradict its own proofs. */
export function dossierFacts(
  events: readonly IncidentEventView[],
  entries: ReadonlyMap<number, DossierEntry>,
  nameOf: (id: string) => string,
): DossierFact[] {
  return events.map((event) => {
    const entry = event.trailIndex === null ? undefined : entries.get(event.trailIndex);
    const payload = entry && parsePayload(entry.payload);
    if (!entry || !payload || payload.type !== `incident.${event.kind}`) throw new Error(`event ${event.seq} has no entry in the trail`);
    const written = Object.fromEntries(
      Object.keys(payload.committed).flatMap((field) => (event.body[field] === undefined ? [] : [[field, event.body[field]] as const])),
    );
    return {
      kind: payload.type,
      title: EVENT_TITLES[event.kind],
      says: eventSentence(event.kind, event.body, nameOf),
      at: payload.at,
      actor: { id: event.actorId, name: event.actorName },
      facts: payload.facts,
      written,
      trail: { index: entry.index, leaf_hash: entry.leafHash },
    };
  });
}

export function dossierRuns(runs: readonly IncidentRunRow[], entries: Iterable<DossierEntry>): DossierRun[] {
  const byRun = groupBy(entries, ({ runId }) => runId);
  return runs.map((run) => ({
    run_id: run.runId,
    why: run.why,
    place: run.place,
    queue: run.queue,
    item_state: run.itemState,
    outcome: run.outcome,
    trail: (byRun.get(run.runId) ?? []).map(({ index, leafHash, type, at }) => ({ kind: type, at, index, leaf_hash: leafHash })),
  }));
}

export function dossierHead(
  incident: IncidentDetail,
  { project, exportedAt, exportedBy }: { project: string; exportedAt: string; exportedBy: string },
): Omit<Dossier, 'facts' | 'runs' | 'runs_left_out' | 'run_list' | 'unsigned' | 'bundle'> {
  const { progress } = incident;
  return {
    format: DOSSIER_FORMAT,
    project,
    exported_at: exportedAt,
    exported_by: exportedBy,
    incident: {
      incident_id: incident.incidentId,
      title: incident.title,
      severity: incident.severity,
      status: incident.status,
      owner: incident.owner?.name ?? null,
      cause: incident.cause as unknown as Json,
      opened_at: incident.createdAt,
      closed_at: incident.closedAt,
      deadline_at: incident.deadlineAt,
      learnt: incident.learnt,
    },
    counted: {
      runs: incident.runCount,
      items: progress.items,
      waiting: progress.waiting,
      in_review: progress.inReview,
      approved: progress.approved,
      corrected: progress.corrected,
      rejected: progress.rejected,
    },
  };
}
