// What a decision is about: one revision of a run with its claims, its findings and everything that was decided before.
import 'server-only';
import type { AnchoredClaim, Anchor, EvidenceState, Finding, RiskTerm } from '@/lib/domain/evidence';
import type { RecordedEvent } from '@/lib/domain/review/review-record';
import type { AssembledRun, Json } from '@/lib/domain/run/run';
import { notFound } from '@/lib/errors';
import type { Tx } from '@/lib/data/database';

export interface ReviewSubject {
  runId: string;
  revision: string;
  record: AssembledRun;
  claims: AnchoredClaim[];
  findings: Finding[];
  /** Events of the run so far, in order. */
  events: SubjectEvent[];
}

export type SubjectEvent = RecordedEvent & { reasonCode: string | null; note: string | null };

/** Throws `not_found` when the run never had this revision. */
export async function loadSubject(tx: Tx, projectId: string, runId: string, revision: string): Promise<ReviewSubject> {
  const where = { projectId, runId, revision };
  const stored = await tx.runRevision.findUnique({ where: { projectId_runId_revision: where }, select: { record: true } });
  if (!stored) throw notFound('revision of this run');
  const claims = await loadClaims(tx, where);
  const findings = await tx.finding.findMany({ where, orderBy: { ordinal: 'asc' } });
  const events = await tx.reviewEvent.findMany({ where: { projectId, runId }, orderBy: { seq: 'asc' } });
  return {
    runId,
    revision,
    record: stored.record as unknown as AssembledRun,
    claims,
    findings: findings.map(({ projectId: _p, runId: _r, revision: _v, ordinal: _o, anchors, severity, ...finding }) => ({
      ...finding,
      severity: severity as Finding['severity'],
      anchors: anchors as unknown as Anchor[],
    })),
    events: events.map(recordedEvent),
  };
}

export async function loadClaims(tx: Tx, where: { projectId: string; runId: string; revision: string }): Promise<AnchoredClaim[]> {
  const rows = await tx.claim.findMany({ where, orderBy: { ordinal: 'asc' } });
  return rows.map((row) => ({
    claimId: row.claimId,
    ordinal: row.ordinal,
    kind: row.kind as AnchoredClaim['kind'],
    path: row.path,
    range: row.rangeStart === null || row.rangeEnd === null ? null : [row.rangeStart, row.rangeEnd],
    text: row.text,
    value: row.value as Json,
    state: row.state as EvidenceState,
    risk: row.risk,
    anchors: row.anchors as unknown as Anchor[],
    candidates: row.candidates as unknown as Anchor[],
    terms: row.terms as unknown as RiskTerm[],
    fresh: (row.fresh ?? undefined) as string[] | undefined,
  }));
}

interface EventRow {
  reasonCode: string | null;
  note: string | null;
  eventId: string;
  seq: number;
  verb: string;
  claimId: string | null;
  decisionId: string | null;
  at: Date;
  before: unknown;
  after: unknown;
  body: unknown;
}

export function recordedEvent({
  eventId,
  seq,
  verb,
  claimId,
  decisionId,
  at,
  before,
  after,
  body,
  reasonCode,
  note,
}: EventRow): SubjectEvent {
  return {
    reasonCode,
    note,
    eventId,
    seq,
    verb,
    claimId,
    decisionId,
    at: at.toISOString(),
    before: before as Json,
    after: after as Json,
    body: body as Json,
  };
}
