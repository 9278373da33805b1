'use client';
import { useId, useState } from 'react';
import { jsonLine } from '@/components/evidence/json-text';
import { OneLine } from '@/components/evidence/one-line';
import { StateBadge } from '@/components/evidence/state-badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { Outcome } from '@/lib/domain/review/review-verdict';
import { formatCount } from '@/lib/format';
import { ChoiceField } from './choice-field';
import { KeepField } from './keep-field';
import type { ReviewDraft } from './review-draft';
import type { SendReview } from './review-state';
import { outcomeOf } from './submission-body';

interface SubmitDialogProps {
  isOpen: boolean;
  draft: ReviewDraft;
  /** Flagged claims that were not looked at. */
  unseen: readonly AnchoredClaim[];
  isBusy: boolean;
  send: SendReview;
  onSubmit: (acknowledgesUnseen: boolean) => void;
}

const OUTCOMES = [
  ['approved', 'approved'],
  ['corrected', 'corrected'],
  ['rejected', 'rejected'],
] as const satisfies readonly (readonly [Outcome, string])[];

/** The decision as a whole, before it is sent; opens by itself when flagged claims were not looked at. */
export function SubmitDialog({ isOpen, draft, unseen, isBusy, send, onSubmit }: SubmitDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : send({ type: 'open', dialog: null }))}>
      <DialogContent title="Your decision" description="Everything is written in one step, or nothing is.">
        <DecisionForm draft={draft} unseen={unseen} isBusy={isBusy} send={send} onSubmit={onSubmit} />
      </DialogContent>
    </Dialog>
  );
}

function DecisionForm({ draft, unseen, isBusy, send, onSubmit }: Omit<SubmitDialogProps, 'isOpen'>) {
  const [isAcknowledged, setAcknowledged] = useState(false);
  const noteId = useId();
  const outcome = outcomeOf(draft);
  const mustAcknowledge = outcome === 'approved' && unseen.length > 0;
  const decide = (next: Outcome | undefined) =>
    send({ type: 'decide', outcome: next ?? null, nothingCorrect: next === 'rejected' && draft.nothingCorrect });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (!mustAcknowledge || isAcknowledged) onSubmit(mustAcknowledge && isAcknowledged);
  };
  return (
    <form onSubmit={submit} className="grid gap-3.5">
      <ChoiceField label="Outcome" options={OUTCOMES} value={outcome} isReadOnly={false} onChange={decide} />
      {outcome === 'rejected' ? (
        <div className="flex items-center gap-2">
          <Checkbox
            id={`${noteId}-nothing`}
            checked={draft.nothingCorrect}
            onCheckedChange={(isOn) => send({ type: 'decide', outcome: 'rejected', nothingCorrect: isOn === true })}
          />
          <Label htmlFor={`${noteId}-nothing`}>Nothing in the output is correct</Label>
        </div>
      ) : null}
      <div className="grid gap-1">
        <Label htmlFor={noteId} className="font-normal text-muted-foreground text-xs">
          Note on the decision
        </Label>
        <Textarea
          id={noteId}
          dir="auto"
          maxLength={20_000}
          value={draft.note}
          onChange={(event) => send({ type: 'note', note: event.target.value })}
        />
      </div>
      <KeepField keep={draft.keep} outcome={outcome} onChange={(keep) => send({ type: 'keep', keep })} />
      {unseen.length > 0 ? <UnseenClaims unseen={unseen} send={send} /> : null}
      {mustAcknowledge ? (
        <div className="flex items-center gap-2">
          <Checkbox id={`${noteId}-unseen`} checked={isAcknowledged} onCheckedChange={(isOn) => setAcknowledged(isOn === true)} />
          <Label htmlFor={`${noteId}-unseen`}>
            I approve without having looked at {unseen.length === 1 ? 'it' : 'them'}; this is recorded
          </Label>
        </div>
      ) : null}
      <DialogFooter className="mt-0">
        <Button variant="ghost" onClick={() => send({ type: 'open', dialog: null })}>
          Back
        </Button>
        <Button type="submit" variant="primary" disabled={mustAcknowledge && !isAcknowledged} isBusy={isBusy}>
          Submit as {outcome}
        </Button>
      </DialogFooter>
    </form>
  );
}

function UnseenClaims({ unseen, send }: { unseen: readonly AnchoredClaim[]; send: SendReview }) {
  const look = (claimId: string) => {
    send({ type: 'open', dialog: null });
    send({ type: 'focus', claimId });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1 rounded-md bg-warning-soft p-2.5">
      <p className="font-medium text-sm text-warning">{formatCount(unseen.length, 'flagged claim')} not looked at</p>
      <ul className="thin-scroll grid max-h-40 grid-cols-[minmax(0,1fr)] gap-0.5 overflow-y-auto">
        {unseen.map((claim) => (
          <li key={claim.claimId}>
            <button
              type="button"
              onClick={() => look(claim.claimId)}
              className="flex min-h-6 w-full items-center gap-2 rounded-sm px-1 text-start text-sm hover:bg-background/60"
            >
              <StateBadge state={claim.state} />
              <OneLine text={claim.kind === 'field' ? `${claim.path} ${jsonLine(claim.value)}` : claim.text} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
