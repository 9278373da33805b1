// The places a claim can be checked at: what the reviewer picked, what the run cited, what was found, then further candidates.
import type { AnchoredClaim, Anchor } from '@/lib/domain/evidence';
import type { ReviewEvidence } from '@/lib/domain/review-verdict';

export interface ClaimPlace {
  anchor: Anchor;
  /** A best match that was not good enough to be an anchor. */
  isCandidate: boolean;
}

export function placesOf(claim: AnchoredClaim, picked: ReviewEvidence | undefined): ClaimPlace[] {
  const cited = claim.anchors.filter(({ origin }) => origin === 'cited');
  const others = claim.anchors.filter(({ origin }) => origin !== 'cited');
  return [
    ...(picked ? [{ anchor: anchorOf(picked), isCandidate: false }] : []),
    ...[...cited, ...others].map((anchor) => ({ anchor, isCandidate: false })),
    ...claim.candidates.map((anchor) => ({ anchor, isCandidate: true })),
  ];
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

/** Where an anchor stands, as a key: two anchors of one document version share it. */
export const sourceKeyOf = (anchor: Pick<Anchor, 'documentId' | 'version' | 'passageOrdinal'>): string =>
  anchor.documentId === null ? `passage:${anchor.passageOrdinal ?? 0}` : `document:${anchor.documentId}@${anchor.version ?? ''}`;
