import { Fragment } from 'react';
import { cn } from '@/lib/cn';
import { marksIn } from '@/lib/domain/mask-token';
import { piecesOf } from './hidden-characters';
import { MarkedWords } from './marked-words';
import { MaskMark } from './mask-mark';
import type { WordMark } from './word-marks';

interface PlainTextProps {
  text: string;
  className?: string;
  /** `ltr` for a sentence of ours that only quotes text from outside. */
  dir?: 'auto' | 'ltr';
  /** Words to be underlined, ascending and apart. */
  marks?: readonly WordMark[] | undefined;
}

/** Text from outside, as it is: no markup, its own direction, hidden characters by their code. */
export function PlainText({ text, className, dir = 'auto', marks = [] }: PlainTextProps) {
  return (
    <bdi dir={dir} className={cn('whitespace-pre-wrap', className)}>
      {marks.length === 0 ? <TextPieces text={text} /> : <MarkedWords text={text} marks={marks} />}
    </bdi>
  );
}

/** The same inside of a text that has its direction already. */
export function TextPieces({ text }: { text: string }) {
  return piecesOf(text).map((piece) =>
    piece.code === null ? (
      <MarkedText key={piece.start} text={piece.text} />
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
  );
}

/** Marks of masked values as such; everything else as it is. */
function MarkedText({ text }: { text: string }) {
  const marks = marksIn(text);
  if (marks.length === 0) return text;
  return marks.map((mark, index) => {
    const before = marks[index - 1];
    const from = before ? before.start + before.text.length : 0;
    return (
      <Fragment key={mark.start}>
        {text.slice(from, mark.start)}
        <MaskMark mark={mark} />
        {index === marks.length - 1 ? text.slice(mark.start + mark.text.length) : null}
      </Fragment>
    );
  });
}
