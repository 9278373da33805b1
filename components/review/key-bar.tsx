import { MessageSquare, Undo2 } from 'lucide-react';
import { keyHint } from '@/components/shell/key-hint';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import type { Outcome } from '@/lib/domain/review/review-verdict';
import { verbCommand } from '@/lib/verbs/key-commands';
import type { SendReview } from './review-state';

interface KeyBarProps {
  bindings: KeyBindings;
  outcome: Outcome;
  counts: { answered: number; comments: number; undo: number };
  /** Null: not the holder, so nothing can be decided. */
  submit: { isBusy: boolean; onSubmit: () => void } | null;
  send: SendReview;
}

const OUTCOME_WORDS: Record<Outcome, string> = { approved: 'Approve', corrected: 'Submit corrections', rejected: 'Reject' };

/** The last line of the screen: what can be done with the item as a whole. */
export function KeyBar({ bindings, outcome, counts, submit, send }: KeyBarProps) {
  const hint = (command: string) => {
    const key = keyHint(bindings, command);
    return key ? <Kbd>{key}</Kbd> : null;
  };
  return (
    <section
      aria-label="Decision"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-1 border-border border-t bg-sidebar px-3 py-1"
    >
      {submit ? (
        <>
          <Button variant="ghost" size="sm" onClick={() => send({ type: 'open', dialog: 'escalate' })}>
            Escalate {hint(verbCommand('escalate'))}
          </Button>
          <Button variant="ghost" size="sm" onClick={() => send({ type: 'open', dialog: 'skip' })}>
            Skip {hint(verbCommand('skip'))}
          </Button>
          <Button variant="ghost" size="sm" disabled={counts.undo === 0} onClick={() => send({ type: 'undo' })}>
            <Undo2 aria-hidden /> Undo {hint('draft.undo')}
          </Button>
        </>
      ) : null}
      <Button variant="ghost" size="sm" onClick={() => send({ type: 'open', dialog: 'comment' })}>
        <MessageSquare aria-hidden /> {counts.comments === 0 ? 'Comment' : `Comments ${counts.comments}`} {hint(verbCommand('comment'))}
      </Button>
      <span className="ms-1 hidden text-muted-foreground text-xs xl:inline">
        Keys {hint('keys.show')} · next claim {hint('claim.next')}
      </span>
      {submit ? (
        <div className="ms-auto flex items-center gap-1">
          <Button variant="ghost" size="sm" onClick={() => send({ type: 'open', dialog: 'submit' })}>
            Outcome, note, eval case
          </Button>
          <Button variant="primary" isBusy={submit.isBusy} onClick={submit.onSubmit}>
            {OUTCOME_WORDS[outcome]} and next
            <span className="opacity-80">⌘↵</span>
          </Button>
        </div>
      ) : null}
    </section>
  );
}
