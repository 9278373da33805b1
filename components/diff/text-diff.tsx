import type { TextChange } from '@/lib/domain/text-changes';
import { cn } from '@/lib/cn';

interface TextDiffProps {
  changes: readonly TextChange[];
  className?: string;
}

/** One text with what was taken out struck through and what came in underlined: readable without colour. */
export function TextDiff({ changes, className }: TextDiffProps) {
  const keyed = changes.map((change, index) => ({ ...change, key: index }));
  return (
    <bdi dir="auto" className={cn('block whitespace-pre-wrap break-words text-sm', className)}>
      {keyed.map(({ kind, text, key }) =>
        kind === 'same' ? (
          <span key={key}>{text}</span>
        ) : kind === 'removed' ? (
          <del key={key} className="rounded-sm bg-danger-soft text-danger decoration-danger/60">
            {text}
          </del>
        ) : (
          <ins key={key} className="rounded-sm bg-success-soft text-success underline decoration-success/60">
            {text}
          </ins>
        ),
      )}
    </bdi>
  );
}
