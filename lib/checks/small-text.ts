// Text on a page that is set too small to be seen, as the boxes of its words tell. Colours are not in the text layer.
import type { PlacedPage } from '@/lib/domain/match/match-source';

/** Points. The smallest print that people read is about four. */
const UNSEEN = 1.5;
const MIN_WORDS = 4;
const MAX_RUNS = 20;

/** Ranges of at least four such words in a row, in the joined text. */
export function smallTextIn({ start, words }: PlacedPage): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  let from = -1;
  let count = 0;
  const close = (end: number) => {
    if (count >= MIN_WORDS && runs.length < MAX_RUNS) runs.push({ start: start + from, end: start + end });
    count = 0;
  };
  let last = 0;
  for (const word of words ?? []) {
    const [x0, y0, x1, y1] = word.box;
    // Upright lines are as high as they are long; the smaller side is the size of the print.
    if (Math.min(x1 - x0, y1 - y0) < UNSEEN && word.end - word.start > 1) {
      if (count === 0) from = word.start;
      count++;
      last = word.end;
    } else if (count > 0) close(last);
  }
  if (count > 0) close(last);
  return runs;
}
