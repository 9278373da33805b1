import type { AnchoredClaim } from '@/lib/domain/evidence';
import { structuredOutput } from '@/lib/domain/claim/claim-structure';
import type { Json } from '@/lib/domain/run/run';
import { OutputFields } from './output-fields';
import { OutputProse } from './output-prose';
import type { ReviewDraft } from './review-draft';

interface OutputViewProps {
  output: Json | undefined;
  claims: readonly AnchoredClaim[];
  said: ReviewDraft['claims'];
  focusId: string | null;
  onFocus: (claimId: string) => void;
}

/** The output with its claims in place: prose as prose, structured parts as fields, both beside each other when there are both. */
export function OutputView({ output, claims, said, focusId, onFocus }: OutputViewProps) {
  if (output === undefined || output === null || output === '')
    return <p className="text-muted-foreground text-sm">The run has no output.</p>;
  const structured = structuredOutput(output);
  const text = typeof output === 'string' ? output : null;
  const hasProse =
    text !== null && (structured?.range ? text.slice(0, structured.range[0]) + text.slice(structured.range[1]) : text).trim() !== '';
  const marks = { claims, said, focusId, onFocus };
  const fields = structured ? <OutputFields value={structured.value} {...marks} /> : null;
  const prose = text !== null && hasProse ? <OutputProse text={text} hidden={structured?.range ?? null} {...marks} /> : null;
  if (!fields || !prose) return fields ?? prose;
  return (
    <div className="@container">
      <div className="grid gap-4 @lg:grid-cols-2">
        {fields}
        {prose}
      </div>
    </div>
  );
}
