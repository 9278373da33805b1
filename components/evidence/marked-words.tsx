import { cn } from '@/lib/cn';
import { TextPieces } from './plain-text';
import { aroundMasked, WORD_LOOKS, type WordMark } from './word-marks';

/** A text with its marks; one direction for all of it, so that words of a right-to-left text keep their order. */
export function MarkedWords({ text, marks: words }: { text: string; marks: readonly WordMark[] }) {
  const marks = aroundMasked(text, words);
  const ends = [0, ...marks.map(({ end }) => end)];
  return (
    <>
      {marks.map(({ start, end, kind }, index) => (
        <span key={start}>
          <TextPieces text={text.slice(ends[index], start)} />
          <mark
            data-words={kind}
            title={`Stands ${WORD_LOOKS[kind].words}`}
            className={cn('bg-transparent text-inherit underline underline-offset-4', WORD_LOOKS[kind].underline)}
          >
            <TextPieces text={text.slice(start, end)} />
          </mark>
        </span>
      ))}
      <TextPieces text={text.slice(ends.at(-1))} />
    </>
  );
}
