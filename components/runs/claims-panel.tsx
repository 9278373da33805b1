import { FindingLine } from '@/components/evidence/finding-line';
import { jsonLine } from '@/components/evidence/json-text';
import { PlainText } from '@/components/evidence/plain-text';
import { StateBadge } from '@/components/evidence/state-badge';
import { STATE_LOOKS } from '@/components/evidence/evidence-state';
import { EmptyState } from '@/components/ui/empty-state';
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';
import { ClaimPlaces } from './claim-places';

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
        <li
          key={claim.claimId}
          id={`claim-${claim.claimId}`}
          className="grid gap-x-4 gap-y-1.5 px-4 py-2.5 lg:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1fr)]"
        >
          <div className="flex items-start gap-2">
            <StateBadge state={claim.state} />
          </div>
          <div className="min-w-0">
            {claim.path !== null ? <PlainText text={claim.path} className="block font-mono text-muted-foreground text-xs" /> : null}
            <PlainText text={claim.path !== null && claim.value !== null ? jsonLine(claim.value) : claim.text} className="text-sm" />
            <div className="mt-1 grid gap-0.5">
              {findings
                .filter(({ claimId }) => claimId === claim.claimId)
                .map((finding) => (
                  <FindingLine key={`${finding.code}${finding.detail}`} finding={finding} className="text-muted-foreground text-xs" />
                ))}
            </div>
          </div>
          <ClaimPlaces anchors={claim.anchors} candidates={claim.candidates} />
        </li>
      ))}
    </ol>
  );
}
