// What both outputs claim and what was found of it: claims by evidence state, findings gained and lost.
import { type AnchoredClaim, EVIDENCE_STATES, type EvidenceState, type Finding } from '@/lib/domain/evidence';
import { type AlignedStatus, alignedRows, statusOf } from './aligned-rows';

export interface ClaimBrief {
  claimId: string;
  text: string;
  state: EvidenceState;
}
export interface ClaimDifference {
  path: string | null;
  status: AlignedStatus;
  left: ClaimBrief | null;
  right: ClaimBrief | null;
}
/** Claims of one state on either side. */
export interface EvidenceCount {
  state: EvidenceState;
  left: number;
  right: number;
}
export interface FindingBrief {
  severity: string;
  detail: string;
  claimId: string | null;
  stepId: string | null;
}
export interface FindingDifference {
  code: string;
  status: AlignedStatus;
  left: FindingBrief | null;
  right: FindingBrief | null;
}

export function compareClaims(
  left: readonly AnchoredClaim[],
  right: readonly AnchoredClaim[],
  toRight: ArrayLike<number>,
): ClaimDifference[] {
  return alignedRows(left.length, right.length, toRight).map(([l, r]): ClaimDifference => {
    const before = l === null ? null : (left[l] as AnchoredClaim);
    const after = r === null ? null : (right[r] as AnchoredClaim);
    return {
      path: (after ?? before)?.path ?? null,
      status: statusOf(before, after, before?.text !== after?.text || before?.state !== after?.state),
      left: before && claimBrief(before),
      right: after && claimBrief(after),
    };
  });
}

/** States that neither side has are left out. */
export function evidenceCounts(left: readonly AnchoredClaim[], right: readonly AnchoredClaim[]): EvidenceCount[] {
  const count = (claims: readonly AnchoredClaim[], state: EvidenceState) => claims.filter((claim) => claim.state === state).length;
  return EVIDENCE_STATES.map((state) => ({ state, left: count(left, state), right: count(right, state) })).filter(
    (row) => row.left + row.right > 0,
  );
}

export function compareFindings(left: readonly Finding[], right: readonly Finding[], toRight: ArrayLike<number>): FindingDifference[] {
  return alignedRows(left.length, right.length, toRight).map(([l, r]): FindingDifference => {
    const before = l === null ? null : (left[l] as Finding);
    const after = r === null ? null : (right[r] as Finding);
    return {
      code: (after ?? before)?.code ?? '',
      status: statusOf(before, after, before?.detail !== after?.detail || before?.severity !== after?.severity),
      left: before && findingBrief(before),
      right: after && findingBrief(after),
    };
  });
}

function claimBrief({ claimId, text, state }: AnchoredClaim): ClaimBrief {
  return { claimId, text, state };
}

function findingBrief({ severity, detail, claimId, stepId }: Finding): FindingBrief {
  return { severity, detail, claimId, stepId };
}
