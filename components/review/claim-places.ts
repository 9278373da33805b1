// The places a claim can be checked at: what the reviewer picked, what the run cited, what was found, what a check points at (a
// source that says otherwise, say), then further candidates.
import type { AnchoredClaim, Anchor, Finding } from '@/lib/domain/evidence';
import type { ReviewEvidence } from '@/lib/domain/review/review-verdict';

/** A claim with the places that checks name beside its own. */
export interface ReviewClaim extends AnchoredClaim {
  disputed: Anchor[];
}

export interface ClaimPlace {
  anchor: Anchor;
  /** `check`: a finding points here; `candidate`: a best match that was not good enough to be evidence. */
  kind: 'evidence' | 'check' | 'candidate';
}

export function placesOf(claim: ReviewClaim, picked: ReviewEvidence | undefined): ClaimPlace[] {
  const cited = claim.anchors.filter(({ origin }) => origin === 'cited');
  const others = claim.anchors.filter(({ origin }) => origin !== 'cited');
  const places: ClaimPlace[] = [
    ...[...(picked ? [anchorOf(picked)] : []), ...cited, ...others].map((anchor) => ({ anchor, kind: 'evidence' as const })),
    ...claim.disputed.map((anchor) => ({ anchor, kind: 'check' as const })),
    ...claim.candidates.map((anchor) => ({ anchor, kind: 'candidate' as const })),
  ];
  return places.filter(({ anchor }, index) => !places.slice(0, index).some((earlier) => isSamePlace(earlier.anchor, anchor)));
}

/** Claims with the anchors of the findings about them. */
export function withDisputed(claims: readonly AnchoredClaim[], findings: ReadonlyMap<string, readonly Finding[]>): ReviewClaim[] {
  return claims.map((claim) => ({ ...claim, disputed: (findings.get(claim.claimId) ?? []).flatMap(({ anchors }) => anchors) }));
}

function isSamePlace(one: Anchor, other: Anchor): boolean {
  const isSameSource =
    one.documentId === other.documentId &&
    one.version === other.version &&
    one.page === other.page &&
    one.passageOrdinal === other.passageOrdinal;
  return isSameSource && one.start === other.start && one.end === other.end;
}

/** Evidence that a reviewer picked, in the shape that the source pane shows. */
export function anchorOf(evidence: ReviewEvidence): Anchor {
  return {
    documentId: evidence.document_id ?? null,
    version: evidence.version ?? null,
    sha256: '',
    page: evidence.page ?? null,
    passageOrdinal: evidence.passage ?? null,
    start: evidence.start ?? 0,
    end: evidence.end ?? 0,
    quote: evidence.quote ?? '',
    prefix: '',
    suffix: '',
    boxes: evidence.boxes ?? [],
    score: 1,
    origin: 'reviewer',
    match: 'exact',
  };
}
