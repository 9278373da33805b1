import { piecesOf } from '@/components/evidence/hidden-characters';
import type { PageText } from '@/lib/domain/text-layer';

/** Characters that mislead without being seen (bidi controls, zero width), named where they stand on the page. */
export function HiddenBadges({ page, scale }: { page: PageText; scale: number }) {
  return (page.words ?? []).flatMap((word) =>
    piecesOf(page.text.slice(word.start, word.end))
      .filter((piece) => piece.code !== null)
      .map((piece) => (
        <span
          key={word.start + piece.start}
          title={`Hidden character ${piece.code}`}
          style={{ left: word.box[2] * scale, top: word.box[1] * scale - 8 }}
          className="pointer-events-auto absolute rounded-sm bg-[#fdf0d5] px-0.5 font-mono text-2xs text-[#855000] leading-tight"
        >
          {piece.code}
        </span>
      )),
  );
}
