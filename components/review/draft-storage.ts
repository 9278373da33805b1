// Drafts survive a reload and never reach another item: the key holds the item and the revision that the draft speaks of.
import { carryDraft, type PlacedClaim } from './carry-draft';
import { type DraftHistory, EMPTY_DRAFT, type ReviewDraft } from './review-draft';

const draftKey = (itemId: string, revision: string) => `countersign.draft.${itemId}.${revision}`;

/** The stored draft, or an empty one. Storage may be full or forbidden: then a draft lives as long as the page. */
export function loadDraft(itemId: string, revision: string): DraftHistory {
  const text = attempt(() => sessionStorage.getItem(draftKey(itemId, revision)));
  if (!text) return { now: EMPTY_DRAFT, past: [] };
  const stored = attempt(() => JSON.parse(text) as Partial<ReviewDraft>);
  return { now: { ...EMPTY_DRAFT, ...stored }, past: [] };
}

export function saveDraft(itemId: string, revision: string, draft: ReviewDraft): void {
  attempt(() => sessionStorage.setItem(draftKey(itemId, revision), JSON.stringify(draft)));
}

/** After the decision is committed, and when somebody throws the draft away. */
export function dropDraft(itemId: string, revision: string): void {
  attempt(() => sessionStorage.removeItem(draftKey(itemId, revision)));
}

const carryKey = (itemId: string) => `countersign.carry.${itemId}`;

/** Puts a draft aside for the newer revision of the same item, with the claims it speaks of. */
export function carryOver(itemId: string, draft: ReviewDraft, claims: readonly PlacedClaim[]): void {
  const placed = claims.map(({ claimId, path, text, state }) => ({ claimId, path, text, state }));
  attempt(() => sessionStorage.setItem(carryKey(itemId), JSON.stringify({ draft, claims: placed })));
}

/** What was put aside for this item, met with its claims as they are now; once. */
export function takeCarried(itemId: string, claims: readonly PlacedClaim[]): ReviewDraft | null {
  const text = attempt(() => sessionStorage.getItem(carryKey(itemId)));
  if (!text) return null;
  attempt(() => sessionStorage.removeItem(carryKey(itemId)));
  const carried = attempt(() => JSON.parse(text) as { draft: ReviewDraft; claims: PlacedClaim[] });
  return carried ? carryDraft(carried.draft, carried.claims, claims) : null;
}

function attempt<T>(body: () => T): T | null {
  try {
    return body();
  } catch {
    return null;
  }
}
