'use client';
import { cn } from '@/lib/cn';
import { VERIFIER_KINDS, type VerifierKind } from '@/lib/domain/verifier/verifier-settings';
import { KINDS } from './verifier-fields';

/** Which of the two contracts, as a pair of radio buttons with what they are for. */
export function VerifierKinds({ kind, onChange }: { kind: VerifierKind; onChange: (kind: VerifierKind) => void }) {
  return (
    <fieldset className="grid grid-cols-2 gap-3">
      <legend className="sr-only">Kind</legend>
      {VERIFIER_KINDS.map((each) => (
        <label
          key={each}
          className={cn(
            'grid cursor-pointer content-start gap-0.5 rounded-lg border px-3 py-2.5 focus-within:outline-2 focus-within:outline-ring',
            each === kind ? 'border-primary bg-primary-soft' : 'border-border hover:border-border-strong',
          )}
        >
          <span className="flex items-center gap-2 font-medium text-sm">
            <input
              type="radio"
              name="kind"
              value={each}
              checked={each === kind}
              onChange={() => onChange(each)}
              className="accent-primary"
            />
            {KINDS[each].title}
          </span>
          <span className="text-muted-foreground text-xs">{KINDS[each].about}</span>
        </label>
      ))}
    </fieldset>
  );
}
