// Which source the pane shows, and which one comes next.
import { placesOf, type ReviewClaim } from './claim-places';
import type { ReviewDraft } from './review-draft';
import { type ReviewSource, sourceOfAnchor } from './review-sources';
import type { ReviewView, ViewAction } from './review-state';

/** The chosen tab, else the one where the shown place stands, else the first. */
export function shownSource(
  sources: readonly ReviewSource[],
  claims: readonly ReviewClaim[],
  said: ReviewDraft['claims'],
  view: ReviewView,
): ReviewSource | null {
  const chosen = sources.find(({ key }) => key === view.sourceKey);
  if (chosen) return chosen;
  const places = placeKeys(sources, claims, said, view);
  const shown = places[Math.min(view.place, places.length - 1)];
  return sources.find(({ key }) => key === shown) ?? sources[0] ?? null;
}

/** Another source in which the focused claim has a place: what to show beside the first when sources disagree. */
export function otherSource(
  sources: readonly ReviewSource[],
  claims: readonly ReviewClaim[],
  said: ReviewDraft['claims'],
  view: ReviewView,
): ReviewSource | null {
  const shown = shownSource(sources, claims, said, view);
  const other = placeKeys(sources, claims, said, view).find((key) => key !== shown?.key);
  return sources.find(({ key }) => key === other) ?? null;
}

/**
 * Whether two sources stand beside each other: as somebody chose, else when a check points at another source than the shown one. A
 * passage beside the document it was cut from would say the same twice.
 */
export function isSplit(
  sources: readonly ReviewSource[],
  claims: readonly ReviewClaim[],
  said: ReviewDraft['claims'],
  view: ReviewView,
): boolean {
  if (otherSource(sources, claims, said, view) === null) return false;
  if (view.isSideBySide !== null) return view.isSideBySide;
  const shown = shownSource(sources, claims, said, view);
  const shownDocument = shown?.kind === 'document' ? shown.document.documentId : null;
  const disputed = claims.find(({ claimId }) => claimId === view.focusId)?.disputed ?? [];
  return disputed.some(
    (anchor) =>
      ![null, shown?.key].includes(sourceOfAnchor(sources, anchor)) &&
      (anchor.passageOrdinal === null || shownDocument === null || anchor.documentId !== shownDocument),
  );
}

/** `v`: both sources beside each other when the claim stands in two, back again, else the next tab. */
export function nextSource(
  sources: readonly ReviewSource[],
  claims: readonly ReviewClaim[],
  said: ReviewDraft['claims'],
  view: ReviewView,
): ViewAction | null {
  if (isSplit(sources, claims, said, view)) return { type: 'sides', isOn: false };
  if (otherSource(sources, claims, said, view)) return { type: 'sides', isOn: true };
  const shown = shownSource(sources, claims, said, view);
  const index = sources.findIndex(({ key }) => key === shown?.key);
  const next = sources[(index + 1) % Math.max(1, sources.length)];
  return next && next.key !== shown?.key ? { type: 'source', key: next.key } : null;
}

function placeKeys(
  sources: readonly ReviewSource[],
  claims: readonly ReviewClaim[],
  said: ReviewDraft['claims'],
  view: ReviewView,
): (string | null)[] {
  const claim = claims.find(({ claimId }) => claimId === view.focusId);
  return claim ? placesOf(claim, said[claim.claimId]?.evidence).map(({ anchor }) => sourceOfAnchor(sources, anchor)) : [];
}
