import { cn } from '@/lib/cn';
import { piecesOf } from './hidden-characters';

interface PlainTextProps {
  text: string;
  className?: string;
}

/** Text from outside, as it is: no markup, its own direction, hidden characters by their code. */
export function PlainText({ text, className }: PlainTextProps) {
  return (
    <bdi dir="auto" className={cn('whitespace-pre-wrap break-words', className)}>
      {piecesOf(text).map((piece) =>
        piece.code === null ? (
          piece.text
        ) : (
          <span
            key={piece.start}
            data-text={piece.text}
            title={`Hidden character ${piece.code}`}
            className="mx-px inline-block rounded-sm bg-warning-soft px-0.5 font-mono text-2xs text-warning leading-tight no-underline"
          >
            {piece.code}
          </span>
        ),
      )}
    </bdi>
  );
}
