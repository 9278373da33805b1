import { Fragment } from 'react';
import { PlainText, TextPieces } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';

interface FoundTextProps {
  text: string;
  /** What is searched; empty marks nothing. */
  words: string;
  className?: string;
}

/** Marked at most so often in one text; the others are found by walking. */
const MOST_MARKS = 200;

/** Text from outside with the searched words marked, whatever their case. */
export function FoundText({ text, words, className }: FoundTextProps) {
  const found = words === '' ? [] : placesOf(text, words);
  if (found.length === 0) return <PlainText text={text} {...(className ? { className } : {})} />;
  return (
    <bdi dir="auto" className={cn('whitespace-pre-wrap break-words', className)}>
      {found.map(([start, end], index) => (
        <Fragment key={start}>
          <TextPieces text={text.slice(found[index - 1]?.[1] ?? 0, start)} />
          <mark className="rounded-xs bg-warning-soft text-foreground outline outline-warning">{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      <TextPieces text={text.slice(found.at(-1)?.[1] ?? 0)} />
    </bdi>
  );
}

function placesOf(text: string, words: string): [number, number][] {
  const pattern = new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
  const found: [number, number][] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.push([match.index, match.index + match[0].length]) === MOST_MARKS) break;
  }
  return found;
}
