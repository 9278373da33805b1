'use client';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { reasonChoices, verbsOf } from './claim-verdict';
import { ReasonField } from './reason-field';
import type { ClaimDraft } from './review-draft';
import type { SendReview } from './review-state';
import { SegmentField } from './segment-field';
import type { PlacedProblem } from './submission-body';

interface VerdictDetailsProps {
  claimId: string;
  said: ClaimDraft | undefined;
  problems: readonly PlacedProblem[];
  isReadOnly: boolean;
  send: SendReview;
}

const VALUE = [['right', 'right'], ['wrong', 'wrong'], ['cannot_tell', 'cannot tell']] as const;
const PLACE = [['right', 'right'], ['wrong', 'wrong'], ['none', 'none given']] as const;
const SUPPORT = [['supports', 'supports'], ['partly', 'partly'], ['silent', 'silent'], ['contradicts', 'contradicts']] as const;

/** The answers in full: value, place, support, the typed reason and a note. Shown once something is said. */
export function VerdictDetails({ claimId, said, problems, isReadOnly, send }: VerdictDetailsProps) {
  const noteId = useId();
  if (!said) return null;
  const say = (patch: ClaimDraft) => send({ type: 'say', claimId, patch });
  const { codes, isRequired } = reasonChoices(verbsOf(said));
  const ofMember = (member: string) => problems.filter((problem) => problem.member === member).map(({ detail }) => detail)[0];
  const others = problems.filter(({ member }) => member !== 'reason_code' && member !== 'note');
  return (
    <div className="grid gap-2 border-border border-t pt-2.5">
      <SegmentField label="Value" options={VALUE} value={said.value} isReadOnly={isReadOnly} onChange={(value) => say({ value })} />
      <SegmentField label="Place" options={PLACE} value={said.place} isReadOnly={isReadOnly} onChange={(place) => say({ place })} />
      <SegmentField label="Support" options={SUPPORT} value={said.support} isReadOnly={isReadOnly} onChange={(support) => say({ support })} />
      {codes.length > 0 ? <ReasonField codes={codes} isRequired={isRequired} value={said.reason_code} problem={ofMember('reason_code')} isReadOnly={isReadOnly} onChange={(reason_code) => say({ reason_code })} /> : null}
      <div className="grid grid-cols-[4rem_minmax(0,1fr)] items-center gap-x-2">
        <label htmlFor={noteId} className="text-muted-foreground text-xs">
          Note
        </label>
        <Input id={noteId} dir="auto" value={said.note ?? ''} maxLength={20_000} readOnly={isReadOnly} onChange={(event) => say({ note: event.target.value })} onKeyDown={(event) => (event.key === 'Escape' ? event.currentTarget.blur() : undefined)} className="h-7" />
      </div>
      {[ofMember('note'), ...others.map(({ member, detail }) => `${member}: ${detail}`)].filter(Boolean).map((problem) => (
        <p key={problem} role="alert" className="text-danger text-xs">
          {problem}
        </p>
      ))}
      {isReadOnly ? null : (
        <Button variant="link" size="xs" className="justify-self-start text-muted-foreground" onClick={() => send({ type: 'clear', claimId })}>
          Clear this answer
        </Button>
      )}
    </div>
  );
}
