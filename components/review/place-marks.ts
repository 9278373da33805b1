// The places of claims as marks of the source pane, and back from a mark to its claim.
import type { DocumentHighlight } from '@/components/document/document-highlight';
import type { Anchor } from '@/lib/domain/evidence';
import { type ClaimPlace, placesOf, type ReviewClaim } from './claim-places';
import type { ReviewDraft } from './review-draft';
import type { ReviewView } from './review-state';

export interface PlaceMark extends DocumentHighlight {
  claimId: string;
  place: ClaimPlace;
}

const ID_SEPARATOR = ' ';

export const markId = (claimId: string, place: number): string => `${claimId}${ID_SEPARATOR}${place}`;

/** The claim and the number of the place that a mark stands for. */
export function placeOfMark(id: string): { claimId: string; index: number } {
  const at = id.lastIndexOf(ID_SEPARATOR);
  return { claimId: id.slice(0, at), index: Number(id.slice(at + 1)) };
}

/**
 * Marks of every claim: the focused one shows all its places, the others only those where evidence stands, so that candidates of
 * one claim do not cover the page while another is read. `marks` leaves out what was cited or what was found.
 */
export function marksOf(
  claims: readonly ReviewClaim[],
  said: ReviewDraft['claims'],
  view: Pick<ReviewView, 'focusId' | 'place' | 'marks'>,
): PlaceMark[] {
  return claims.flatMap((claim) => {
    const isFocusedClaim = claim.claimId === view.focusId;
    const places = placesOf(claim, said[claim.claimId]?.evidence);
    const shown = Math.min(view.place, places.length - 1);
    return places.flatMap((place, index) => {
      const { anchor } = place;
      if (place.kind !== 'evidence' && !isFocusedClaim) return [];
      // Two places of one claim over the same words would leave slivers of one beside the other.
      if (isFocusedClaim && index !== shown && overlaps(anchor, places[shown]?.anchor)) return [];
      if (view.marks !== 'both' && anchor.origin !== 'reviewer' && anchor.origin !== view.marks) return [];
      return [
        {
          id: markId(claim.claimId, index),
          page: anchor.page ?? 1,
          boxes: anchor.boxes,
          start: anchor.start,
          end: anchor.end,
          style: anchor.origin,
          claimId: claim.claimId,
          isFocused: isFocusedClaim && index === shown,
          place,
        },
      ];
    });
  });
}

function overlaps(one: Anchor, other: Anchor | undefined): boolean {
  return (
    other !== undefined &&
    one.documentId === other.documentId &&
    one.page === other.page &&
    one.passageOrdinal === other.passageOrdinal &&
    one.start < other.end &&
    other.start < one.end
  );
}
