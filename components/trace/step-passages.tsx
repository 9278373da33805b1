import { ArrowDown, ArrowUp } from 'lucide-react';
import { cn } from '@/lib/cn';
import { formatScore } from '@/lib/format';
import type { RetrievedPassage } from '@/lib/domain/run/run';
import type { RankedPassage } from '@/lib/domain/steps/rerank-moves';
import { BodyText } from './body-text';

/** Passages as a retriever gave them, with rank and score; of a reranker also where they stood before. */
export function StepPassages({ passages, moves }: { passages: readonly RetrievedPassage[]; moves: readonly RankedPassage[] | null }) {
  const rows: RankedPassage[] = moves
    ? [...moves]
    : passages.map((passage, index) => ({ passage, before: null, after: passage.rank ?? index + 1, scoreBefore: null }));
  const keyed = rows.map((row, index) => ({ row, key: index }));
  return (
    <ol className="grid gap-2">
      {keyed.map(({ row: { passage, before, after, scoreBefore }, key }) => (
        <li key={key} className={cn('rounded-md border border-border bg-background px-2.5 py-2', after === null && 'opacity-70')}>
          <p className="mb-1 flex items-center gap-2 text-muted-foreground text-xs">
            <span className="tabular font-medium text-foreground">{after ?? '–'}</span>
            {moves ? <Move before={before} after={after} /> : null}
            <bdi className="min-w-0 flex-1 truncate">
              {passage.documentId ? `${passage.documentId}${passage.page ? `, page ${passage.page}` : ''}` : passage.id}
            </bdi>
            {scoreBefore === null ? null : <span className="tabular">before {formatScore(scoreBefore)}</span>}
            {passage.score === undefined || after === null ? null : <span className="tabular">score {formatScore(passage.score)}</span>}
          </p>
          <BodyText text={passage.content} limit={900} />
        </li>
      ))}
    </ol>
  );
}

function Move({ before, after }: { before: number | null; after: number | null }) {
  if (before === null) return <span>not given in</span>;
  if (after === null) return <span>dropped, was {before}</span>;
  if (before === after) return <span>stayed</span>;
  const Icon = after < before ? ArrowUp : ArrowDown;
  return (
    <span className="inline-flex items-center gap-0.5">
      <Icon aria-hidden className="size-3" /> was {before}
    </span>
  );
}
