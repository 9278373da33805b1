'use client';
import { useEffect, useRef } from 'react';
import { STATE_LOOKS } from '@/components/evidence/evidence-state';
import { jsonLine } from '@/components/evidence/json-text';
import { PlainText } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { ClaimDraft } from './review-draft';

interface ClaimMarkProps {
  claim: AnchoredClaim;
  /** The words as they stand in the output. */
  text: string;
  said: ClaimDraft | undefined;
  isFocused: boolean;
  onFocus: () => void;
}

/**
 * A claim underlined where it stands. It leads to its card in the list, which is the way by Tab; here only the focused one is a
 * stop, so that a long output does not take a hundred presses.
 */
export function ClaimMark({ claim, text, said, isFocused, onFocus }: ClaimMarkProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isFocused) link.current?.scrollIntoView({ block: 'nearest' });
  }, [isFocused]);
  const { word, underline, soft } = STATE_LOOKS[claim.state];
  const isGone = said?.absent === true || said?.corrected_value !== undefined;
  return (
    <>
      <a
        ref={link}
        href={`#claim-${claim.claimId}`}
        tabIndex={isFocused ? 0 : -1}
        aria-current={isFocused ? 'true' : undefined}
        title={`${claim.claimId} · ${word}`}
        onClick={(event) => {
          event.preventDefault();
          onFocus();
        }}
        className={cn(
          'rounded-xs underline underline-offset-3 hover:bg-accent',
          underline,
          isFocused && soft,
          isGone && 'text-muted-foreground line-through',
        )}
      >
        <PlainText text={text} />
      </a>
      {said?.corrected_value === undefined ? null : (
        <ins className="ms-1 rounded-xs bg-primary-soft px-0.5 text-link no-underline">
          <PlainText text={jsonLine(said.corrected_value)} />
        </ins>
      )}
    </>
  );
}
