import { Check, CircleDashed } from 'lucide-react';
import { PlainText } from '@/components/evidence/plain-text';
import { directionOf } from '@/components/evidence/text-direction';
import { cn } from '@/lib/cn';
import type { AssembledRun } from '@/lib/domain/run/run';
import { formatScore } from '@/lib/format';

interface PassageListProps {
  passages: AssembledRun['passages'];
  used: readonly number[];
  titleOf: (documentId: string) => string;
  shown: number | null;
  onOpen: (ordinal: number) => void;
}

const PREVIEW_CHARS = 220;

/** Passages in the order the model got them, with rank, score, and whether the output stands on them. */
export function PassageList({ passages, used, titleOf, shown, onOpen }: PassageListProps) {
  if (passages.length === 0)
    return (
      <p className="text-muted-foreground text-sm">
        <bdi>Nothing was retrieved or injected.</bdi>
      </p>
    );
  return (
    <ol className="-mx-1.5 grid grid-cols-[minmax(0,1fr)] gap-0.5">
      {withOrdinals(passages).map(({ passage, ordinal }) => {
        const isUsed = used.includes(ordinal);
        return (
          <li key={ordinal}>
            <button
              type="button"
              aria-pressed={shown === ordinal}
              onClick={() => onOpen(ordinal)}
              className={cn(
                'grid w-full grid-cols-[minmax(0,1fr)] gap-0.5 rounded-md px-1.5 py-1 text-start hover:bg-accent',
                shown === ordinal && 'bg-primary-soft hover:bg-primary-soft',
              )}
            >
              <span className="flex items-center gap-1.5 text-muted-foreground text-xs">
                <span className="tabular font-medium text-foreground">{passage.rank ?? ordinal + 1}</span>
                <span className="min-w-0 flex-1 truncate">
                  <bdi>{passage.documentId === undefined ? passage.id : titleOf(passage.documentId)}</bdi>
                  {passage.page === undefined ? '' : `, p. ${passage.page}`}
                </span>
                {passage.score === undefined ? null : <span className="tabular">{formatScore(passage.score)}</span>}
                <span className={cn('inline-flex items-center gap-0.5', isUsed ? 'text-success' : 'text-muted-foreground')}>
                  {isUsed ? <Check aria-hidden className="size-3.5" /> : <CircleDashed aria-hidden className="size-3.5" />}
                  {isUsed ? 'used' : 'unused'}
                </span>
              </span>
              <span dir={directionOf(passage.content)} className="line-clamp-2 text-sm">
                <PlainText text={passage.content.slice(0, PREVIEW_CHARS)} className="whitespace-normal" />
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** The ordinal is the identity of a passage in its run; ids may repeat. */
const withOrdinals = (passages: AssembledRun['passages']) => passages.map((passage, ordinal) => ({ passage, ordinal }));
