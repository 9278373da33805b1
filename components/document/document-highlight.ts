// What the viewer marks in a document, and what a person marks in it.
import type { TextRange } from '@/lib/domain/find-text';
import type { Box } from '@/lib/domain/text-layer';

/** `cited`: the run gave this place (solid); `found`: we found it (dashed); `reviewer`: a person picked it. */
export type HighlightStyle = 'cited' | 'found' | 'reviewer';

export interface DocumentHighlight {
  /** Unique in the document; what `onHighlightClick` and `pulse` speak of. */
  id: string;
  /** Counted from 1. */
  page: number;
  /** On the page as shown, in points (pictures: pixels). Without boxes the places of the range are taken. */
  boxes: Box[];
  /** UTF-16 range in the text of the page; equal numbers when only boxes are known. */
  start: number;
  end: number;
  style: HighlightStyle;
  claimId: string | null;
  isFocused: boolean;
  /** Ranges inside of it that the claim has too: underlined. */
  same?: readonly TextRange[];
}

/** Words of one page, or an area of a picture (then `quote` may be empty and the range too). */
export interface DocumentSelection {
  page: number;
  start: number;
  end: number;
  quote: string;
  boxes: Box[];
}

/** Ask for a highlight to be scrolled to and pulsed; another `at` asks again. */
export interface HighlightPulse {
  id: string;
  at: number;
}

/** In words, for the name of a mark. */
export const HIGHLIGHT_WORDS: Record<HighlightStyle, string> = {
  cited: 'Cited evidence',
  found: 'Best match found elsewhere',
  reviewer: 'Evidence picked by a reviewer',
};
