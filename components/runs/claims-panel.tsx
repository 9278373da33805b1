import { STATE_LOOKS } from '@/components/evidence/evidence-state';
import { EmptyState } from '@/components/ui/empty-state';
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';
import { ClaimEntry } from './claim-entry';

interface ClaimsPanelProps {
  claims: readonly AnchoredClaim[];
  findings: readonly Finding[];
  isPending: boolean;
}

/** Every claim of the output with its state, its places and what checks say about it; those that need somebody first. */
export function ClaimsPanel({ claims, findings, isPending }: ClaimsPanelProps) {
  if (claims.length === 0) {
    return (
      <EmptyState title={isPending ? 'Checks have not run yet' : 'The output makes no claim'} className="py-8">
        {isPending ? 'They run as soon as the run has come to rest.' : 'Greetings, headings and empty outputs hold nothing to be checked.'}
      </EmptyState>
    );
  }
  const sorted = [...claims].sort((a, b) => STATE_LOOKS[a.state].need - STATE_LOOKS[b.state].need || a.ordinal - b.ordinal);
  return (
    <ol aria-label="Claims" className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card">
      {sorted.map((claim) => (
        <ClaimEntry key={claim.claimId} claim={claim} findings={findings.filter(({ claimId }) => claimId === claim.claimId)} />
      ))}
    </ol>
  );
}
