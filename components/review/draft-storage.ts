// Drafts survive a reload and never reach another item: the key holds the item and the revision that the draft speaks of.
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

function attempt<T>(body: () => T): T | null {
  try {
    return body();
  } catch {
    return null;
  }
}
