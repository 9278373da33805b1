import { PlainText } from '@/components/evidence/plain-text';
import { StateBadge } from '@/components/evidence/state-badge';
import type { ClaimDifference, EvidenceCount } from '@/lib/domain/compare/compare-claims';
import { ChangeMark } from './change-mark';
import { DifferenceRow } from './difference-row';

export function ClaimsDiff({ claims, evidence }: { claims: readonly ClaimDifference[]; evidence: readonly EvidenceCount[] }) {
  if (evidence.length === 0) return <p className="text-muted-foreground text-sm">Neither output makes a claim.</p>;
  const keyed = claims.map((claim, key) => ({ claim, key }));
  return (
    <div className="grid gap-3">
      <EvidenceCounts evidence={evidence} />
      <ul className="grid gap-2">
        {keyed.map(({ claim: { path, status, left, right }, key }) => (
          <DifferenceRow
            key={key}
            isDifference={status !== 'same'}
            className="grid gap-x-4 gap-y-1 text-sm md:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1fr)]"
          >
            <span className="flex items-start gap-1.5">
              <ChangeMark kind={status} />
              <code className="min-w-0 break-all font-mono text-muted-foreground text-xs">{path ?? 'sentence'}</code>
            </span>
            <Side claim={left} />
            <Side claim={right} />
          </DifferenceRow>
        ))}
      </ul>
    </div>
  );
}

/** How many claims of each evidence state either side has. */
function EvidenceCounts({ evidence }: { evidence: readonly EvidenceCount[] }) {
  return (
    <ul aria-label="Claims by evidence state" className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
      {evidence.map(({ state, left, right }) => (
        <li key={state} className="flex items-center gap-1.5">
          <StateBadge state={state} />
          <span className="tabular">
            {left} <span className="sr-only">on the left, on the right </span>
            <span aria-hidden className="text-muted-foreground">
              →
            </span>{' '}
            <span className={left === right ? undefined : 'font-semibold'}>{right}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Side({ claim }: { claim: ClaimDifference['left'] }) {
  if (!claim) return <span className="text-muted-foreground">–</span>;
  return (
    <span className="flex min-w-0 items-start gap-2">
      <StateBadge state={claim.state} />
      <PlainText text={claim.text} className="min-w-0" />
    </span>
  );
}
