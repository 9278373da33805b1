'use client';
import { Pencil } from 'lucide-react';
import { jsonText } from '@/components/evidence/json-text';
import { LongText } from '@/components/evidence/long-text';
import { WordLegend } from '@/components/evidence/word-legend';
import type { WordMark } from '@/components/evidence/word-marks';
import { Button } from '@/components/ui/button';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { Json } from '@/lib/domain/run/run';
import type { ClaimDraft } from './review-draft';
import type { SendReview } from './review-state';
import { ValueEditor } from './value-editor';

interface ClaimValueProps {
  claim: AnchoredClaim;
  said: ClaimDraft | undefined;
  /** Words of the claim by where they stand. */
  marks: readonly WordMark[];
  isEditing: boolean;
  isReadOnly: boolean;
  send: SendReview;
}

/** What the claim says, what the reviewer made of it, and the editor between the two. */
export function ClaimValue({ claim, said, marks, isEditing, isReadOnly, send }: ClaimValueProps) {
  const original: Json = claim.kind === 'field' ? claim.value : claim.text;
  const corrected = said?.corrected_value;
  const text = original === '' ? '(empty)' : jsonText(original);
  // Marks are counted in the text that was checked; a value that is shown in another form has none.
  const shownMarks = text === claim.text ? marks : [];
  const isGone = said?.absent === true;
  if (isEditing && !isReadOnly) {
    const keep = (value: Json) => {
      send({ type: 'correct', claimId: claim.claimId, original, corrected: value });
      send({ type: 'edit', isOn: false });
    };
    return (
      <ValueEditor original={original} current={corrected ?? original} onKeep={keep} onRevert={() => send({ type: 'edit', isOn: false })} />
    );
  }
  return (
    <div className="group flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <div className={corrected !== undefined || isGone ? 'text-muted-foreground line-through' : undefined}>
          <LongText text={text} limit={600} marks={shownMarks} className={claim.kind === 'field' ? 'font-medium text-base' : 'text-base'} />
        </div>
        <WordLegend text={text} marks={shownMarks} />
        {corrected === undefined ? null : (
          <div className="mt-1 text-link">
            <span className="sr-only">Corrected to: </span>
            <LongText text={jsonText(corrected)} limit={600} className="font-medium text-base" />
          </div>
        )}
      </div>
      {isReadOnly ? null : (
        <Button variant="ghost" size="icon-xs" aria-label="Edit the value" onClick={() => send({ type: 'edit', isOn: true })}>
          <Pencil aria-hidden />
        </Button>
      )}
    </div>
  );
}
