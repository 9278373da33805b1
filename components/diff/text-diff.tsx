import { TextPieces } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import { foldSame } from '@/lib/domain/compare/fold-same';
import type { TextChange } from '@/lib/domain/text-changes';
import { formatNumber } from '@/lib/format';

interface TextDiffProps {
  changes: readonly TextChange[];
  /** What both texts share is cut down to the words around each change. */
  isFolded?: boolean;
  className?: string;
}

/** One text with what was taken out struck through and what came in underlined: readable without colour. */
export function TextDiff({ changes, isFolded = false, className }: TextDiffProps) {
  const keyed = (isFolded ? foldSame(changes) : changes).map((change, key) => ({ change, key }));
  return (
    <bdi dir="auto" className={cn('block whitespace-pre-wrap break-words text-sm', className)}>
      {keyed.map(({ change, key }) =>
        change.kind === 'folded' ? (
          <span key={key} className="mx-1 rounded-sm bg-muted px-1 text-muted-foreground text-xs">
            {formatNumber(change.characters)} characters the same
          </span>
        ) : change.kind === 'same' ? (
          <span key={key}>
            <TextPieces text={change.text} />
          </span>
        ) : change.kind === 'removed' ? (
          <del key={key} className="rounded-sm bg-danger-soft text-danger decoration-danger/60">
            <TextPieces text={change.text} />
          </del>
        ) : (
          <ins key={key} className="ms-0.5 rounded-sm bg-success-soft text-success underline decoration-success/60">
            <TextPieces text={change.text} />
          </ins>
        ),
      )}
    </bdi>
  );
}
