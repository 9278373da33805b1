// A draft moves to a newer revision: claim ids are given anew there, so answers are met by the place of their claim.
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { ReviewDraft } from './review-draft';

export type PlacedClaim = Pick<AnchoredClaim, 'claimId' | 'path' | 'text' | 'state'>;

/** Answers on claims whose words and evidence state are the same come along; the others are asked again. */
export function carryDraft(draft: ReviewDraft, seen: readonly PlacedClaim[], now: readonly PlacedClaim[]): ReviewDraft {
  const idNow = new Map(now.map((claim) => [placeOf(claim), claim.claimId]));
  const moved = new Map(
    seen.flatMap((claim) => {
      const next = idNow.get(placeOf(claim));
      return next === undefined ? [] : [[claim.claimId, next] as const];
    }),
  );
  const claims = Object.fromEntries(
    Object.entries(draft.claims).flatMap(([claimId, said]) => {
      const next = moved.get(claimId);
      return next === undefined ? [] : [[next, said]];
    }),
  );
  return { ...draft, claims, seen: draft.seen.flatMap((claimId) => moved.get(claimId) ?? []) };
}

const placeOf = ({ path, text, state }: PlacedClaim) => JSON.stringify([path, text, state]);
