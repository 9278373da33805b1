// An anchor in words: where it stands, who gave it, how the text matched.
import type { Anchor } from '@/lib/domain/evidence';
import { formatPercent } from '@/lib/format';

/**
 * `Contract v3` and `, page 7` apart, so that a title of another direction stays together; `, passage 2` for what stands in the words
 * that the model was given, and `Passage 2` alone when no document is known.
 */
export function placeParts(
  anchor: Anchor,
  titleOf: (documentId: string, version: number | null) => string,
): { title: string; page: string } {
  if (anchor.documentId === null)
    return { title: anchor.passageOrdinal === null ? 'A passage' : `Passage ${anchor.passageOrdinal + 1}`, page: '' };
  const place = anchor.passageOrdinal === null ? null : `, passage ${anchor.passageOrdinal + 1}`;
  return { title: titleOf(anchor.documentId, anchor.version), page: place ?? (anchor.page === null ? '' : `, page ${anchor.page}`) };
}

/** Both in one text. */
export function placeWords(anchor: Anchor, titleOf: (documentId: string, version: number | null) => string): string {
  const { title, page } = placeParts(anchor, titleOf);
  return title + page;
}

const ORIGINS: Record<Anchor['origin'], string> = {
  cited: 'cited by the run',
  found: 'best match found',
  reviewer: 'picked by a reviewer',
};

export const originWords = (anchor: Anchor): string => ORIGINS[anchor.origin];

/** `exact`, or `digits, 100 %`, or `approximate, 83 %`. */
export function matchWords(anchor: Anchor): string {
  if (anchor.match === 'exact') return 'exact';
  return `${anchor.match}, ${formatPercent(anchor.score)}`;
}
