// How marks are drawn. Pages are paper, white in the light and in the dark theme, so these colours are the paper's, not the theme's:
// each border reaches 3:1 on white, and the pattern differs as well as the colour.
import type { HighlightStyle } from './document-highlight';

interface MarkLook {
  /** On a page or a picture. */
  box: string;
  boxFocused: string;
  /** In text, which follows the theme. */
  text: string;
  textFocused: string;
  /** In the strip of thumbnails. */
  dot: string;
}

/** Words of a marked place that the claim has too, as in the claim itself (components/evidence/word-marks.ts). */
export const SAME_WORDS = 'underline decoration-2 decoration-success decoration-solid underline-offset-4';

export const MARK_LOOKS: Record<HighlightStyle, MarkLook> = {
  cited: {
    box: 'border-[1.5px] border-[#12693a] border-solid bg-[#12693a]/12',
    boxFocused: 'bg-[#12693a]/25 outline-2 outline-[#12693a]/45 outline-offset-1',
    text: 'border-b-2 border-success border-solid bg-success-soft',
    textFocused: 'outline-2 outline-success',
    dot: 'bg-[#12693a]',
  },
  found: {
    box: 'border-[1.5px] border-[#855000] border-dashed bg-[#e6a100]/15',
    boxFocused: 'bg-[#e6a100]/30 outline-2 outline-[#855000]/45 outline-offset-1',
    text: 'border-b-2 border-warning border-dashed bg-warning-soft',
    textFocused: 'outline-2 outline-warning',
    dot: 'border border-[#855000] bg-white',
  },
  reviewer: {
    box: 'border-[1.5px] border-[#3a4fc4] border-double bg-[#3a4fc4]/12 ring-1 ring-[#3a4fc4]',
    boxFocused: 'bg-[#3a4fc4]/25 outline-2 outline-[#3a4fc4]/45 outline-offset-1',
    text: 'border-b-2 border-primary border-double bg-primary-soft',
    textFocused: 'outline-2 outline-primary',
    dot: 'bg-[#3a4fc4]',
  },
};
