'use client';
import { useState } from 'react';
import { formatNumber } from '@/lib/format';
import { PlainText } from './plain-text';
import { directionOf } from './text-direction';
import { marksWithin, type WordMark } from './word-marks';

interface LongTextProps {
  text: string;
  /** UTF-16 units shown at first. */
  limit?: number;
  className?: string;
  /** Words to be underlined, ascending and apart. */
  marks?: readonly WordMark[] | undefined;
}

/** The beginning of a long text and a button that says how much more there is. */
export function LongText({ text, limit = 1200, className, marks = [] }: LongTextProps) {
  const [isWhole, setWhole] = useState(false);
  // A fifth more is not worth a button.
  const isShort = text.length <= limit * 1.2;
  const end = isShort || isWhole ? text.length : wordEnd(text, limit);
  return (
    <>
      <div dir={directionOf(text)} className={className}>
        <PlainText text={end === text.length ? text : `${text.slice(0, end)} …`} marks={marksWithin(marks, end)} />
      </div>
      {isShort ? null : (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
          className="mt-1 block min-h-6 text-link text-xs underline-offset-2 hover:underline"
        >
          {isWhole ? 'Show less' : `Show all ${formatNumber(text.length)} characters`}
        </button>
      )}
    </>
  );
}

/** Cuts at a space, and never inside a surrogate pair. */
function wordEnd(text: string, limit: number): number {
  const space = text.lastIndexOf(' ', limit);
  if (space > limit * 0.8) return space;
  return /[\uDC00-\uDFFF]/.test(text[limit] ?? '') ? limit - 1 : limit;
}
