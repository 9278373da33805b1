import { TextPieces } from '@/components/evidence/plain-text';
import type { HitExcerpt } from '@/lib/domain/find/find-hit';

/** A piece of text with the words that were looked for marked in it, in its own direction. */
export function MarkedExcerpt({ excerpt }: { excerpt: HitExcerpt }) {
  const { text, marks, isCutBefore, isCutAfter } = excerpt;
  const last = marks.at(-1)?.[1] ?? 0;
  return (
    <bdi dir="auto" className="line-clamp-2 min-w-0 break-words text-sm leading-5">
      {isCutBefore ? '… ' : null}
      {marks.map(([from, to], index) => (
        <span key={from}>
          <TextPieces text={text.slice(marks[index - 1]?.[1] ?? 0, from)} />
          <mark className="rounded-xs bg-warning-soft px-px font-medium text-foreground">
            <TextPieces text={text.slice(from, to)} />
          </mark>
        </span>
      ))}
      <TextPieces text={text.slice(last)} />
      {isCutAfter ? ' …' : null}
    </bdi>
  );
}
