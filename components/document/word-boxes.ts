// From ranges of a page's text to places on the page, and back.
import type { Box, PageText, PlacedWord } from '@/lib/domain/text-layer';

/** Where a range stands: one box a line, words that follow each other joined. Null when the page has no geometry. */
export function boxesOfRange(page: PageText, start: number, end: number): Box[] | null {
  if (!page.words) return null;
  return joinBoxes(page.words.filter((word) => word.start < end && word.end > start).map((word) => word.box));
}

/** Joins boxes that follow each other on one line. A box that starts a new line, or stands far off, starts a new box. */
export function joinBoxes(boxes: readonly Box[]): Box[] {
  const joined: Box[] = [];
  for (const box of boxes) {
    const last = joined.at(-1);
    if (last && isSameLine(last, box)) {
      joined[joined.length - 1] = [
        Math.min(last[0], box[0]),
        Math.min(last[1], box[1]),
        Math.max(last[2], box[2]),
        Math.max(last[3], box[3]),
      ];
    } else joined.push(box);
  }
  return joined;
}

/** More than half as high on the same height, and not farther apart than twice their height. Either may come first: right to left. */
function isSameLine(a: Box, b: Box): boolean {
  const height = Math.min(a[3] - a[1], b[3] - b[1]);
  const shared = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const gap = Math.max(a[0], b[0]) - Math.min(a[2], b[2]);
  return shared > 0.5 * height && gap < 2 * Math.max(height, 1);
}

/** The word at a point, else the nearest one no farther than `reach`; -1 when there is none. Vertical distance counts double. */
export function nearestWord(words: readonly PlacedWord[], x: number, y: number, reach: number): number {
  let best = -1;
  let bestDistance = reach;
  words.forEach(({ box }, index) => {
    const dx = Math.max(box[0] - x, 0, x - box[2]);
    const dy = Math.max(box[1] - y, 0, y - box[3]);
    const distance = dx + 2 * dy;
    if (distance < bestDistance || (distance === 0 && bestDistance > 0)) [best, bestDistance] = [index, distance];
  });
  return best;
}

/** The words that lie at least half inside an area. */
export function wordsInArea(words: readonly PlacedWord[], area: Box): PlacedWord[] {
  return words.filter(({ box }) => {
    const width = Math.min(box[2], area[2]) - Math.max(box[0], area[0]);
    const height = Math.min(box[3], area[3]) - Math.max(box[1], area[1]);
    return width > 0 && height > 0 && width * height >= 0.5 * (box[2] - box[0]) * (box[3] - box[1]);
  });
}
