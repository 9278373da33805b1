// What a reviewer has said so far about one item at one revision: a value with undo, kept apart from everything that renders it.
import { type Json } from '@/lib/domain/run/run';
import type { EvalRequest } from '@/lib/domain/review/review-submission';
import type { Omission, Outcome, ReviewEvidence, Verdict } from '@/lib/domain/review/review-verdict';
import { isSameJson } from './is-same-json';

/** A verdict without its claim; the key of the record is the claim. Absent members are not said. */
export type ClaimDraft = Partial<Omit<Verdict, 'claim_id'>>;
export type OmissionDraft = Pick<Omission, 'text'> & Partial<Pick<Omission, 'path' | 'reason_code' | 'note' | 'evidence'>>;

export interface ReviewDraft {
  claims: Record<string, ClaimDraft>;
  omissions: OmissionDraft[];
  /** Claims that were focused; a flagged claim outside this list needs a word before approval. */
  seen: string[];
  note: string;
  /** Null: follows from the verdicts. */
  outcome: Outcome | null;
  nothingCorrect: boolean;
  /** `default`: the server's rule (corrected runs are kept); null: do not keep. */
  keep: EvalRequest | null | 'default';
}

export const EMPTY_DRAFT: ReviewDraft = {
  claims: {},
  omissions: [],
  seen: [],
  note: '',
  outcome: null,
  nothingCorrect: false,
  keep: 'default',
};

export interface DraftHistory {
  now: ReviewDraft;
  past: ReviewDraft[];
}

export type DraftAction =
  | { type: 'say'; claimId: string; patch: ClaimDraft }
  | { type: 'correct'; claimId: string; original: Json; corrected: Json }
  | { type: 'point'; claimId: string; evidence: ReviewEvidence | undefined }
  | { type: 'clear'; claimId: string }
  | { type: 'omit'; index: number | null; omission: OmissionDraft }
  | { type: 'unomit'; index: number }
  | { type: 'decide'; outcome: Outcome | null; nothingCorrect: boolean }
  | { type: 'note'; note: string }
  | { type: 'keep'; keep: ReviewDraft['keep'] }
  | { type: 'see'; claimId: string }
  | { type: 'undo' }
  | { type: 'replace'; draft: ReviewDraft };

const UNDO_LIMIT = 100;

export function reduceDraft(history: DraftHistory, action: DraftAction): DraftHistory {
  if (action.type === 'undo') {
    const previous = history.past.at(-1);
    // What was seen stays seen: undo takes back answers, not looks.
    return previous ? { now: { ...previous, seen: history.now.seen }, past: history.past.slice(0, -1) } : history;
  }
  if (action.type === 'replace') return { now: action.draft, past: [] };
  const next = applyAction(history.now, action);
  if (isSameJson(next, history.now)) return history;
  if (action.type === 'see') return { ...history, now: next };
  return { now: next, past: [...history.past.slice(-UNDO_LIMIT + 1), history.now] };
}

function applyAction(draft: ReviewDraft, action: Exclude<DraftAction, { type: 'undo' | 'replace' }>): ReviewDraft {
  switch (action.type) {
    case 'say':
      return withClaim(draft, action.claimId, { ...draft.claims[action.claimId], ...action.patch });
    case 'correct':
      return withClaim(draft, action.claimId, corrected(draft.claims[action.claimId] ?? {}, action));
    case 'point':
      return withClaim(draft, action.claimId, { ...draft.claims[action.claimId], evidence: action.evidence });
    case 'clear':
      return withClaim(draft, action.claimId, {});
    case 'omit':
      return {
        ...draft,
        omissions: action.index === null ? [...draft.omissions, action.omission] : draft.omissions.with(action.index, action.omission),
      };
    case 'unomit':
      return { ...draft, omissions: draft.omissions.toSpliced(action.index, 1) };
    case 'decide':
      return { ...draft, outcome: action.outcome, nothingCorrect: action.nothingCorrect };
    case 'note':
      return { ...draft, note: action.note };
    case 'keep':
      return { ...draft, keep: action.keep };
    case 'see':
      return draft.seen.includes(action.claimId) ? draft : { ...draft, seen: [...draft.seen, action.claimId] };
  }
}

/** Stores what is said, and nothing at all once nothing is. */
function withClaim(draft: ReviewDraft, claimId: string, claim: ClaimDraft): ReviewDraft {
  const said = Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined && value !== ''));
  const { [claimId]: _, ...others } = draft.claims;
  return { ...draft, claims: Object.keys(said).length === 0 ? others : { ...others, [claimId]: said } };
}

/** A correction equal to the original is none: opening the editor and leaving it records nothing. */
function corrected(claim: ClaimDraft, { original, corrected: value }: { original: Json; corrected: Json }): ClaimDraft {
  if (!isSameJson(original, value)) return { ...claim, value: 'wrong', absent: undefined, corrected_value: value };
  const { corrected_value: had, ...rest } = claim;
  return had === undefined ? claim : { ...rest, value: undefined, reason_code: undefined };
}
