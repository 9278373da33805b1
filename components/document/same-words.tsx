import type { PageText } from '@/lib/domain/text-layer';
import type { DocumentHighlight } from './document-highlight';
import { boxesOfRange } from './word-boxes';

interface SameWordsProps {
  page: PageText;
  highlights: readonly DocumentHighlight[];
  scale: number;
}

/** Lines under the words of a marked place that its claim has too: what has no line is where both differ. */
export function SameWords({ page, highlights, scale }: SameWordsProps) {
  return highlights.flatMap(({ id, same = [] }) =>
    same.flatMap(({ start, end }) =>
      (boxesOfRange(page, start, end) ?? []).map(([x0, , x1, y1]) => (
        <div
          key={`${id}-${start}-${x0}-${y1}`}
          data-same
          style={{ left: x0 * scale, top: y1 * scale - 1, width: (x1 - x0) * scale }}
          className="pointer-events-none absolute z-20 h-0.5 bg-[#12693a]"
        />
      )),
    ),
  );
}
