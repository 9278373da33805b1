// The boxes of a range of a page's text: one a line, around exactly the words that the range touches.
import type { Box, PlacedWord } from '@/lib/domain/text-layer';

/** Words on one line stand at most this many line heights apart to share a box; columns stay apart. */
const GAP = 1.2;

/** `ranges` are offsets in the page's text. Words come in reading order, so the boxes do too. */
export function boxesOf(words: readonly PlacedWord[], ranges: readonly { start: number; end: number }[]): Box[] {
  const boxes: Box[] = [];
  for (const { start, end } of ranges) {
    for (let index = firstEndingAfter(words, start); index < words.length; index++) {
      const word = words[index] as PlacedWord;
      if (word.start >= end) break;
      extend(boxes, word.box);
    }
  }
  return boxes;
}

function extend(boxes: Box[], [x0, y0, x1, y1]: Box): void {
  const last = boxes.at(-1);
  if (last && isNextOnLine(last, [x0, y0, x1, y1])) {
    boxes[boxes.length - 1] = [Math.min(last[0], x0), Math.min(last[1], y0), Math.max(last[2], x1), Math.max(last[3], y1)];
  } else boxes.push([x0, y0, x1, y1]);
}

/** Either side counts as next: some scripts run to the left. Words of upright lines share a column instead. */
function isNextOnLine(a: Box, b: Box): boolean {
  const shared = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const height = Math.min(a[3] - a[1], b[3] - b[1]);
  const gap = Math.max(a[0], b[0]) - Math.min(a[2], b[2]);
  return shared > 0.5 * height && gap <= GAP * Math.max(height, 1);
}

function firstEndingAfter(words: readonly PlacedWord[], offset: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] as PlacedWord).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
