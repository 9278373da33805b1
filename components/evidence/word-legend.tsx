import { cn } from '@/lib/cn';
import { WORD_KINDS, WORD_LOOKS, type WordKind, type WordMark } from './word-marks';

interface WordLegendProps {
  text: string;
  marks: readonly WordMark[];
}

/** What the underlines of a claim mean, those that it has; read aloud it says the words. */
export function WordLegend({ text, marks }: WordLegendProps) {
  const kinds = WORD_KINDS.filter((kind) => marks.some((mark) => mark.kind === kind));
  if (kinds.length === 0) return null;
  return (
    <ul aria-label="Words of the claim" className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs">
      {kinds.map((kind) => (
        <li key={kind} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={cn('text-foreground underline underline-offset-3', WORD_LOOKS[kind].underline)}>
            abc
          </span>
          <span aria-hidden>{WORD_LOOKS[kind].words}</span>
          <span className="sr-only">{wordsOf(text, marks, kind)}</span>
        </li>
      ))}
    </ul>
  );
}

const SAID = 12;

function wordsOf(text: string, marks: readonly WordMark[], kind: WordKind): string {
  const words = marks.filter((mark) => mark.kind === kind).map(({ start, end }) => `“${text.slice(start, end)}”`);
  const more = words.length > SAID ? ` and ${words.length - SAID} more` : '';
  return `Stands ${WORD_LOOKS[kind].words}: ${words.slice(0, SAID).join(', ')}${more}.`;
}
