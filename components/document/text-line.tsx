'use client';
import { piecesOf } from '@/components/evidence/hidden-characters';
import { cn } from '@/lib/cn';
import type { TextRange } from '@/lib/domain/find-text';
import { HIGHLIGHT_WORDS } from './document-highlight';
import { MARK_LOOKS, SAME_WORDS } from './mark-look';
import type { TextSegment } from './text-segments';

interface TextLineProps {
  text: string;
  block: TextRange;
  segments: TextSegment[];
  pulsingId: string | null;
  onHighlightClick: (id: string) => void;
}

/** One line or piece of a line, with its own direction, its marks and its hidden characters by code. */
export function TextLine({ text, block, segments, pulsingId, onHighlightClick }: TextLineProps) {
  return (
    <div dir="auto" data-start={block.start} data-length={block.end - block.start} className="min-h-5 break-words">
      {runsOf(segments).map((run) => {
        const [first] = run;
        const highlight = first?.highlight;
        const pieces = run.map((segment) => <Pieces key={segment.start} text={text} segment={segment} />);
        if (!highlight) return pieces;
        const look = MARK_LOOKS[highlight.style];
        return (
          <a
            key={first.start}
            href={`#${highlight.claimId === null ? 'document' : `claim-${highlight.claimId}`}`}
            title={`${HIGHLIGHT_WORDS[highlight.style]}${highlight.claimId === null ? '' : ` for claim ${highlight.claimId}`}`}
            aria-current={highlight.isFocused ? 'true' : undefined}
            data-highlight={highlight.id}
            data-style={highlight.style}
            onClick={(event) => {
              event.preventDefault();
              // Ending a selection on a mark is not a click on it.
              if (window.getSelection()?.isCollapsed !== false) onHighlightClick(highlight.id);
            }}
            className={cn(
              'rounded-xs text-foreground',
              look.text,
              highlight.isFocused && look.textFocused,
              pulsingId === highlight.id && 'animate-pulse-once',
            )}
          >
            {pieces}
          </a>
        );
      })}
    </div>
  );
}

/** Neighbours with one mark belong together: one link, one outline. */
function runsOf(segments: TextSegment[]): TextSegment[][] {
  const runs: TextSegment[][] = [];
  for (const segment of segments) {
    const last = runs.at(-1);
    if (last && last[0]?.highlight?.id === segment.highlight?.id) last.push(segment);
    else runs.push([segment]);
  }
  return runs;
}

function Pieces({ text, segment }: { text: string; segment: TextSegment }) {
  return piecesOf(text.slice(segment.start, segment.end)).map((piece) => {
    const place = { 'data-start': segment.start + piece.start, 'data-length': piece.text.length };
    if (piece.code === null) {
      return (
        <span
          key={piece.start}
          {...place}
          data-hit={segment.hit ?? undefined}
          className={cn(segment.isSame && SAME_WORDS, hitLook(segment.hit))}
        >
          {piece.text}
        </span>
      );
    }
    return (
      <span
        key={piece.start}
        {...place}
        data-code={piece.code}
        title={`Hidden character ${piece.code}`}
        className="mx-px inline-block rounded-sm bg-warning-soft px-0.5 font-mono text-2xs text-warning leading-tight"
      >
        {piece.code}
      </span>
    );
  });
}

function hitLook(hit: TextSegment['hit']): string {
  if (hit === 'current') return 'bg-[#ff9632] text-[#1a1c20]';
  return hit === 'other' ? 'bg-[#ffe680] text-[#1a1c20]' : '';
}
