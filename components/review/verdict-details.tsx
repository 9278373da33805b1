'use client';
import { useEffect, useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { ChoiceField } from './choice-field';
import { reasonChoices, verbsOf } from './claim-verdict';
import { ReasonField } from './reason-field';
import type { ClaimDraft } from './review-draft';
import type { SendReview } from './review-state';
import type { PlacedProblem } from './submission-body';

interface VerdictDetailsProps {
  claimId: string;
  said: ClaimDraft | undefined;
  /** The editor comes first: the reason is asked for once the value is kept. */
  isEditing: boolean;
  problems: readonly PlacedProblem[];
  isReadOnly: boolean;
  send: SendReview;
}

const VALUE = [
  ['right', 'right'],
  ['wrong', 'wrong'],
  ['cannot_tell', 'cannot tell'],
] as const;
const PLACE = [
  ['right', 'right'],
  ['wrong', 'wrong'],
  ['none', 'none given'],
] as const;
const SUPPORT = [
  ['supports', 'supports'],
  ['partly', 'partly'],
  ['silent', 'silent'],
  ['contradicts', 'contradicts'],
] as const;

/** The answers in full: the typed reason, a note, and what is said about value, place and support. Shown once something is said. */
export function VerdictDetails({ claimId, said, isEditing, problems, isReadOnly, send }: VerdictDetailsProps) {
  const noteId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const { codes, isRequired } = reasonChoices(verbsOf(said));
  const ofMember = (member: string) => problems.find((problem) => problem.member === member)?.detail;
  const isWanted = isRequired && !said?.reason_code && !said?.note && !isEditing && !isReadOnly;
  const verb = verbsOf(said)[0]?.name;
  useEffect(() => {
    // A verdict that needs a reason leads straight to it; Escape or Enter leads back.
    if (!isWanted || !verb) return;
    const field = frame.current?.querySelector<HTMLElement>('[data-reason]');
    field?.focus({ preventScroll: true });
    frame.current?.scrollIntoView({ block: 'nearest' });
  }, [isWanted, verb]);
  useEffect(() => {
    if (problems.length > 0) frame.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [problems]);
  if (!said) return null;
  const say = (patch: ClaimDraft) => send({ type: 'say', claimId, patch });
  const others = problems.filter(({ member }) => member !== 'reason_code' && member !== 'note');
  return (
    <div ref={frame} className="grid gap-2 border-border border-t pt-2">
      <div className="grid grid-cols-2 gap-2">
        <ReasonField
          codes={codes}
          isRequired={isRequired}
          value={said.reason_code}
          problem={ofMember('reason_code')}
          isReadOnly={isReadOnly || codes.length === 0}
          onChange={(reason_code) => say({ reason_code })}
        />
        <div className="grid min-w-0 gap-0.5">
          <label htmlFor={noteId} className="text-muted-foreground text-xs">
            Note
          </label>
          <Input
            id={noteId}
            dir="auto"
            value={said.note ?? ''}
            maxLength={20_000}
            readOnly={isReadOnly}
            onChange={(event) => say({ note: event.target.value })}
            onKeyDown={(event) => (event.key === 'Escape' ? event.currentTarget.blur() : undefined)}
          />
        </div>
      </div>
      <div className="grid grid-cols-3 gap-2">
        <ChoiceField
          label="Value"
          options={VALUE}
          value={said.value}
          none="not said"
          isReadOnly={isReadOnly}
          onChange={(value) => say({ value })}
        />
        <ChoiceField
          label="Place"
          options={PLACE}
          value={said.place}
          none="not said"
          isReadOnly={isReadOnly}
          onChange={(place) => say({ place })}
        />
        <ChoiceField
          label="Support"
          options={SUPPORT}
          value={said.support}
          none="not said"
          isReadOnly={isReadOnly}
          onChange={(support) => say({ support })}
        />
      </div>
      {[ofMember('note'), ...others.map(({ member, detail }) => `${member} ${detail}`)].filter(Boolean).map((problem) => (
        <p key={problem} role="alert" className="text-danger text-xs">
          {problem}
        </p>
      ))}
      {isReadOnly ? null : (
        <Button
          variant="link"
          size="xs"
          className="justify-self-start text-muted-foreground"
          onClick={() => send({ type: 'clear', claimId })}
        >
          Clear this answer
        </Button>
      )}
    </div>
  );
}
