import { useEffect, useReducer } from 'react';
import { byNeed } from './claim-need';
import { loadDraft, saveDraft, takeCarried } from './draft-storage';
import { EMPTY_DRAFT } from './review-draft';
import type { ReviewMaterial } from './review-material';
import { EMPTY_VIEW, reduceReview, type ReviewState } from './review-state';

const START: ReviewState = { history: { now: EMPTY_DRAFT, past: [] }, view: EMPTY_VIEW };

/** The state of the screen, with a draft that survives a reload. The screen is keyed by item and revision, and so is the draft. */
export function useReviewDraft({ itemId, revision, claims }: ReviewMaterial) {
  const [state, send] = useReducer(reduceReview, START);
  const { now } = state.history;
  // The server cannot know what this tab holds, so the draft comes in after the first rendering.
  useEffect(() => {
    send({ type: 'replace', draft: takeCarried(itemId, claims) ?? loadDraft(itemId, revision).now });
    // The neediest claim is open on arrival, so that its evidence is on the screen before the first key.
    const first = byNeed(claims)[0];
    if (first) send({ type: 'focus', claimId: first.claimId });
  }, [itemId, revision, claims]);
  useEffect(() => {
    if (now !== EMPTY_DRAFT) saveDraft(itemId, revision, now);
  }, [itemId, revision, now]);
  return [state, send] as const;
}
