// The state of the reviewer screen: the draft with its history, and what is looked at. One reducer, no clock, no storage.
import { type DraftAction, type DraftHistory, reduceDraft } from './review-draft';

export const DIALOGS = ['escalate', 'skip', 'comment', 'omission', 'submit', 'stale', 'keep'] as const;
export type DialogName = (typeof DIALOGS)[number];

export interface ReviewView {
  focusId: string | null;
  /** Which of the focused claim's places is shown. */
  place: number;
  marks: 'both' | 'cited' | 'found';
  /** Key of the source shown because somebody chose it; null: the one of the shown place. */
  sourceKey: string | null;
  /** Null: two sources when they disagree, one otherwise. */
  isSideBySide: boolean | null;
  /** Ordinal of a passage that was opened from the run pane. */
  passage: number | null;
  dialog: DialogName | null;
  /** Which omission the dialog edits; null: a new one. */
  omission: number | null;
  isEditing: boolean;
  /** The terms of the focused claim's risk are unfolded; stays so from claim to claim. */
  isRiskOpen: boolean;
  isPicking: boolean;
  /** A new object asks again for the same words. */
  find: { text: string } | null;
}

export const EMPTY_VIEW: ReviewView = {
  focusId: null,
  place: 0,
  marks: 'both',
  sourceKey: null,
  isSideBySide: null,
  passage: null,
  dialog: null,
  omission: null,
  isEditing: false,
  isRiskOpen: false,
  isPicking: false,
  find: null,
};

export interface ReviewState {
  history: DraftHistory;
  view: ReviewView;
}

export type ViewAction =
  | { type: 'focus'; claimId: string | null }
  | { type: 'place'; index: number }
  | { type: 'marks' }
  | { type: 'source'; key: string | null }
  | { type: 'sides'; isOn: boolean }
  | { type: 'passage'; ordinal: number; key: string | null }
  | { type: 'open'; dialog: DialogName | null; omission?: number | null }
  | { type: 'edit'; isOn: boolean }
  | { type: 'risk' }
  | { type: 'pick'; isOn: boolean }
  | { type: 'find'; text: string };

export type ReviewAction = ViewAction | DraftAction;
export type SendReview = (action: ReviewAction) => void;

export function reduceReview(state: ReviewState, action: ReviewAction): ReviewState {
  if (action.type === 'focus') {
    const history = action.claimId === null ? state.history : reduceDraft(state.history, { type: 'see', claimId: action.claimId });
    if (state.view.focusId === action.claimId) return { ...state, history };
    return {
      history,
      view: {
        ...state.view,
        focusId: action.claimId,
        place: 0,
        sourceKey: null,
        passage: null,
        isSideBySide: null,
        isEditing: false,
        isPicking: false,
      },
    };
  }
  const view = reduceView(state.view, action);
  if (view) return { ...state, view };
  const history = reduceDraft(state.history, action as DraftAction);
  return history === state.history ? state : { ...state, history };
}

const NEXT_MARKS: Record<ReviewView['marks'], ReviewView['marks']> = { both: 'cited', cited: 'found', found: 'both' };

/** Null when the action is about the draft. */
function reduceView(view: ReviewView, action: ReviewAction): ReviewView | null {
  switch (action.type) {
    case 'place':
      return { ...view, place: action.index, sourceKey: null, passage: null };
    case 'marks':
      return { ...view, marks: NEXT_MARKS[view.marks] };
    case 'source':
      return { ...view, sourceKey: action.key, passage: null };
    case 'sides':
      return { ...view, isSideBySide: action.isOn };
    case 'passage':
      return { ...view, passage: action.ordinal, sourceKey: action.key };
    case 'open':
      return { ...view, dialog: action.dialog, omission: action.omission ?? null };
    case 'edit':
      return { ...view, isEditing: action.isOn };
    case 'risk':
      return { ...view, isRiskOpen: !view.isRiskOpen };
    case 'pick':
      return { ...view, isPicking: action.isOn };
    case 'find':
      return { ...view, find: { text: action.text } };
    default:
      return null;
  }
}
