// The events of one decision: the decision itself, one for each verdict, one for each omission.
import 'server-only';
import type { DecisionBody } from '@/lib/domain/review/review-submission';
import type { DecisionRecord, EvidenceSnapshot, OutputChange, OutputTarget, VerdictRecord } from '@/lib/domain/review/review-record';
import type { Omission, Verdict } from '@/lib/domain/review/review-verdict';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import { newId } from '@/lib/domain/new-id';
import type { Json } from '@/lib/domain/run/run';
import { correctionOf, originalValue } from '@/lib/domain/review/verdict-problems';
import { omit } from '@/lib/verbs/omit';
import { verbOfVerdict } from '@/lib/verbs/verdict-verb';
import { type NewReviewEvent, newReviewEvent } from './review-events';

export interface DecisionEvents {
  decision: NewReviewEvent;
  judged: NewReviewEvent[];
}

export interface DecidedEvidence {
  /** Where the reviewer pointed, by index of the verdict or omission. */
  ofVerdicts: (EvidenceSnapshot | null)[];
  ofOmissions: (EvidenceSnapshot | null)[];
  /** What was shown, by claim id. */
  shown: ReadonlyMap<string, EvidenceSnapshot[]>;
}

export interface DecisionHead {
  verb: { name: string; trail: string };
  decisionId: string;
  itemId: string;
  queue: string;
  revision: string;
  reasonCode: string | null;
  record: DecisionRecord;
}

export function decisionEvents(
  head: DecisionHead,
  body: DecisionBody,
  claims: readonly AnchoredClaim[],
  evidence: DecidedEvidence,
): DecisionEvents {
  const { decisionId, itemId, revision, record } = head;
  const place = { itemId, decisionId, revision };
  const decision = newReviewEvent(head.verb.name, head.verb.trail, {
    ...place,
    eventId: decisionId,
    reasonCode: head.reasonCode,
    note: body.note ?? null,
    body: record,
    facts: {
      outcome: record.outcome,
      queue: head.queue,
      verdicts: record.verdicts,
      omissions: record.omissions,
      nothing_correct: record.nothing_correct,
      unseen: record.acknowledged_unseen.length,
    },
  });
  if (record.amends !== null) decision.trail.previousDecisionId = record.amends;
  const byId = new Map(claims.map((claim) => [claim.claimId, claim]));
  const verdicts = body.verdicts.flatMap((verdict, index) => {
    const claim = byId.get(verdict.claim_id);
    return claim
      ? [{ ...verdictEvent(verdict, claim, evidence.ofVerdicts[index] ?? null, evidence.shown.get(claim.claimId) ?? []), ...place }]
      : [];
  });
  const omissions = body.omissions.map((omission, index) => ({
    ...omissionEvent(omission, evidence.ofOmissions[index] ?? null),
    ...place,
  }));
  return { decision, judged: [...verdicts, ...omissions] };
}

function verdictEvent(
  verdict: Verdict,
  claim: AnchoredClaim,
  evidence: EvidenceSnapshot | null,
  shown: EvidenceSnapshot[],
): NewReviewEvent {
  const verb = verbOfVerdict(verdict);
  if (!verb) throw new Error(`the verdict on ${claim.claimId} says nothing`);
  const { value, place, support, absent } = verdict;
  const answers = defined({ value: absent ? 'wrong' : value, place, support, absent });
  const { change, after } = changeOf(verdict);
  const record: VerdictRecord = {
    verdict: answers,
    claim: { text: claim.text, state: claim.state, risk: claim.risk },
    target: change === null ? null : targetOf(claim),
    change,
    evidence,
    shown,
  };
  const event = newReviewEvent(verb.name, verb.trail, {
    eventId: newId(),
    claimId: claim.claimId,
    reasonCode: verdict.reason_code ?? null,
    note: verdict.note ?? null,
    // Nothing is recorded as before and after unless something differs.
    before: change === null ? undefined : originalValue(claim),
    after,
    body: json(record),
    facts: { ...answers, ...evidenceFacts(evidence, shown) },
  });
  return withQuote(event, evidence);
}

/** A right value keeps the original, which takes an earlier correction of the same place back. */
function changeOf(verdict: Verdict): { change: OutputChange | null; after: Json | undefined } {
  const correction = correctionOf(verdict);
  if (correction) return { change: 'set', after: correction.value };
  if (verdict.absent) return { change: 'remove', after: undefined };
  return { change: verdict.value === 'right' ? 'keep' : null, after: undefined };
}

function targetOf({ path, range }: AnchoredClaim): OutputTarget | null {
  if (path !== null) return { kind: 'field', path };
  return range === null ? null : { kind: 'range', range };
}

function omissionEvent(omission: Omission, evidence: EvidenceSnapshot | null): NewReviewEvent {
  const target: OutputTarget | null =
    omission.path !== undefined
      ? { kind: 'field', path: omission.path }
      : omission.insert_at !== undefined
        ? { kind: 'position', at: omission.insert_at }
        : null;
  const record: VerdictRecord = { verdict: {}, claim: null, target, change: target === null ? null : 'insert', evidence, shown: [] };
  const event = newReviewEvent(omit.name, omit.trail, {
    eventId: newId(),
    reasonCode: omission.reason_code ?? null,
    note: omission.note ?? null,
    after: omission.path !== undefined && omission.value !== undefined ? omission.value : omission.text,
    body: json(record),
    facts: evidenceFacts(evidence, []),
  });
  return withQuote(event, evidence);
}

/** Hashes and places in clear: which bytes the decision rests on can be proven without showing them. */
function evidenceFacts(evidence: EvidenceSnapshot | null, shown: EvidenceSnapshot[]): { [key: string]: Json } {
  const place = ({ document_id, version, sha256, page, passage }: EvidenceSnapshot): Json => ({
    ...defined({ document_id, version, page, passage }),
    sha256,
  });
  return { ...(evidence ? { evidence: place(evidence) } : {}), ...(shown.length ? { shown: shown.slice(0, 3).map(place) } : {}) };
}

function withQuote(event: NewReviewEvent, evidence: EvidenceSnapshot | null): NewReviewEvent {
  return evidence ? { ...event, trail: { ...event.trail, committed: { quote: evidence.quote } } } : event;
}

/** Without members that are absent or null. */
function defined<T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

function json(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
