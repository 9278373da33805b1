// An anchor in words: where it stands, who gave it, how the text matched.
import type { Anchor } from '@/lib/domain/evidence';
import { formatPercent } from '@/lib/format';

/** `Contract v3, page 7`, or `Passage 2` when no document is known. */
export function placeWords(anchor: Anchor, titleOf: (documentId: string, version: number | null) => string): string {
  if (anchor.documentId === null) return anchor.passageOrdinal === null ? 'A passage' : `Passage ${anchor.passageOrdinal + 1}`;
  const title = titleOf(anchor.documentId, anchor.version);
  return anchor.page === null ? title : `${title}, page ${anchor.page}`;
}

const ORIGINS: Record<Anchor['origin'], string> = { cited: 'cited by the run', found: 'best match found', reviewer: 'picked by a reviewer' };

export const originWords = (anchor: Anchor): string => ORIGINS[anchor.origin];

/** `exact`, or `digits, 100 %`, or `approximate, 83 %`. */
export function matchWords(anchor: Anchor): string {
  if (anchor.match === 'exact') return 'exact';
  return `${anchor.match}, ${formatPercent(anchor.score)}`;
}
