import { Check } from 'lucide-react';
import { keyHint } from '@/components/shell/key-hint';
import { Kbd } from '@/components/ui/kbd';
import { cn } from '@/lib/cn';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { verbCommand } from '@/lib/verbs/key-commands';
import { VERDICT_VERBS, verbPatch, verbsOf } from './claim-verdict';
import type { ClaimDraft } from './review-draft';
import type { SendReview } from './review-state';

interface VerdictBarProps {
  claimId: string;
  said: ClaimDraft | undefined;
  bindings: KeyBindings;
  isReadOnly: boolean;
  send: SendReview;
}

/** One press answers; what it says about value, place and support can be made finer below. */
export function VerdictBar({ claimId, said, bindings, isReadOnly, send }: VerdictBarProps) {
  const current = verbsOf(said)[0]?.name;
  return (
    <fieldset
      aria-label="Verdict"
      // Of a claim longer than the pane the answers stay in reach at its lower end.
      className="before:pointer-events-none sticky bottom-0 z-5 -mb-2.5 flex flex-wrap gap-1 bg-card pb-2.5 before:absolute before:inset-x-0 before:bottom-full before:h-2.5 before:bg-linear-to-t before:from-card before:to-transparent"
    >
      {VERDICT_VERBS.map((verb) => {
        const isOn = verb.name === current;
        const hint = keyHint(bindings, verbCommand(verb.name));
        return (
          <button
            key={verb.name}
            type="button"
            aria-pressed={isOn}
            disabled={isReadOnly}
            onClick={() => {
              send({ type: 'say', claimId, patch: verbPatch(verb, said) });
              if (verb.name === 'fix') send({ type: 'edit', isOn: true });
            }}
            className={cn(
              'inline-flex h-7 items-center gap-1.5 rounded-md border px-2 font-medium text-sm disabled:opacity-60',
              isOn ? 'border-primary bg-primary text-primary-foreground' : 'border-border-strong bg-background hover:bg-accent',
            )}
          >
            {isOn ? <Check aria-hidden className="size-3.5" strokeWidth={3} /> : null}
            {verb.title}
            {hint && !isOn ? <Kbd>{hint}</Kbd> : null}
          </button>
        );
      })}
    </fieldset>
  );
}
