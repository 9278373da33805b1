import type { PageText } from '@/lib/domain/text-layer';

/** The words of a page at their places, for a file that the browser cannot draw: plain, but complete and in position. */
export function PageWords({ page, scale }: { page: PageText; scale: number }) {
  return (
    <div aria-hidden className="absolute inset-0">
      {(page.words ?? []).map(({ start, end, box }) => (
        <span
          key={start}
          style={{ left: box[0] * scale, top: box[1] * scale, fontSize: (box[3] - box[1]) * scale * 0.75 }}
          className="absolute whitespace-pre leading-tight"
        >
          {page.text.slice(start, end)}
        </span>
      ))}
    </div>
  );
}
