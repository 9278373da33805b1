import Link from 'next/link';
import type { PassageMove } from '@/lib/domain/retrieval/retrieval-change';
import type { QuestionDetail } from '@/lib/domain/retrieval/retrieval-view';
import { formatPercent } from '@/lib/format';
import { paths } from '@/lib/paths';

interface PassageMovesProps {
  project: string;
  title: string;
  moves: readonly PassageMove[];
  passages: QuestionDetail['passages'];
}

/** Texts that came, went or changed places. Nothing where there are none. */
export function PassageMoves({ project, title, moves, passages }: PassageMovesProps) {
  if (moves.length === 0) return null;
  return (
    <section aria-label={title} className="grid gap-1.5">
      <h2 className="font-semibold text-sm">
        {title}: {moves.length}
      </h2>
      <ul className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card">
        {moves.map(({ key, before, after, rankBefore, rankAfter }) => (
          <li key={key} className="grid gap-x-4 gap-y-0.5 px-3 py-2 text-sm sm:grid-cols-[minmax(0,1fr)_auto]">
            <span className="min-w-0">
              <Link
                href={paths.runs(project, { passage: key })}
                className="break-words font-medium text-link underline-offset-2 hover:underline"
              >
                <bdi>{passages[key]?.name ?? key.slice(0, 8)}</bdi>
              </Link>
              <span dir="auto" className="line-clamp-2 break-words text-muted-foreground text-xs">
                {passages[key]?.preview}
              </span>
            </span>
            <span className="tabular whitespace-nowrap text-muted-foreground text-xs">
              in {formatPercent(before)} of runs{rankBefore === null ? '' : ` at rank ${rankBefore.toFixed(1)}`} → {formatPercent(after)}
              {rankAfter === null ? '' : ` at rank ${rankAfter.toFixed(1)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
