import { CircleAlert } from 'lucide-react';
import { jsonLine } from '@/components/evidence/json-text';
import { PlainText } from '@/components/evidence/plain-text';
import { StateBadge } from '@/components/evidence/state-badge';
import { Badge } from '@/components/ui/badge';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import { formatScore } from '@/lib/format';
import type { ClaimVerb } from '@/lib/verbs/verb';

interface ClaimRowProps {
  claim: AnchoredClaim;
  /** What was said about it. */
  verb: ClaimVerb | null;
  hasProblem: boolean;
  isSeen: boolean;
  onOpen: () => void;
}

/** A claim on one line. */
export function ClaimRow({ claim, verb, hasProblem, isSeen, onOpen }: ClaimRowProps) {
  return (
    <button
      type="button"
      aria-expanded={false}
      onClick={onOpen}
      className="flex min-h-8 w-full items-center gap-2 px-3 py-1 text-start text-sm hover:bg-accent focus-visible:-outline-offset-2"
    >
      <span className="w-26 shrink-0">
        <StateBadge state={claim.state} />
      </span>
      {claim.path === null ? null : (
        <span dir="ltr" className="max-w-32 shrink-0 truncate font-mono text-muted-foreground text-xs">
          {claim.path}
        </span>
      )}
      <span className="min-w-0 flex-1 truncate">
        <PlainText
          text={claim.kind === 'field' ? jsonLine(claim.value) : claim.text.replaceAll(/\s+/g, ' ')}
          className="whitespace-nowrap"
        />
      </span>
      {hasProblem ? (
        <span className="inline-flex shrink-0 items-center gap-1 text-danger text-xs">
          <CircleAlert aria-hidden className="size-3.5" /> to mend
        </span>
      ) : null}
      {verb ? (
        <Badge tone={verb.name === 'right' ? 'success' : 'accent'}>{verb.title}</Badge>
      ) : isSeen ? (
        <span className="shrink-0 text-muted-foreground text-xs">seen</span>
      ) : null}
      {claim.risk === null ? null : (
        <span className="tabular w-8 shrink-0 text-end text-muted-foreground text-xs">{formatScore(claim.risk)}</span>
      )}
    </button>
  );
}
