// A run with everything that is known about it at one moment: record, claims, findings, risk, items and decisions.
import type { AnchoredClaim, Finding, RiskScore } from '@/lib/domain/evidence';
import type { UnappliedOverride } from '@/lib/domain/review/effective-output';
import type { AssembledRun, AssembledStep, Json } from './run';
import type { RunSummary } from './run-summary';
import type { RunScore } from '@/lib/domain/score';

/** An item of a queue that holds this run. */
export interface RunItem {
  itemId: string;
  queue: string;
  queueTitle: string;
  state: string;
  reasons: { rule: string; detail: string }[];
  priority: number;
  createdAt: string;
  dueAt: string | null;
  outcome: string | null;
  decidedAt: string | null;
}

/** One recorded act of a reviewer (or of the product) on this run. */
export interface RunReview {
  eventId: string;
  seq: number;
  verb: string;
  actorId: string;
  actor: string;
  at: string;
  reasonCode: string | null;
  note: string | null;
  claimId: string | null;
  itemId: string | null;
  decisionId: string | null;
  revision: string | null;
  before: Json;
  after: Json;
  body: Json;
  /** Index of its entry in the trail; null until it is there. */
  trailIndex: string | null;
}

export interface RunRevisionMark {
  revision: string;
  seq: number;
  createdAt: string;
}

export interface RunDetail {
  /** The row of the list; its facts are those of the newest revision, whatever `asOf` is. */
  summary: RunSummary;
  /** The run as assembled: the revision that stood at `asOf`, or put together now while none has settled. */
  record: AssembledRun;
  /** Null while the run is still being received. */
  revision: string | null;
  /** Every revision up to `asOf`, oldest first. */
  revisions: RunRevisionMark[];
  evaluatedAt: string | null;
  claims: AnchoredClaim[];
  findings: Finding[];
  risk: RiskScore | null;
  /** Ordinals of `record.passages` that a claim's anchor stands in. */
  usedPassages: number[];
  /** Carrier steps of decisions; beside the record, because they are not part of the run's content. */
  reviewSteps: AssembledStep[];
  items: RunItem[];
  reviews: RunReview[];
  /** What was said of the run in other tools, oldest first. */
  scores: RunScore[];
  originalOutput: Json;
  effectiveOutput: Json;
  /** Corrections that could not be applied to the output, with the reason. */
  unapplied: UnappliedOverride[];
  reviewOutcome: string | null;
  evalCaseId: string | null;
  /** The moment that was asked for; null is now. */
  asOf: string | null;
}
