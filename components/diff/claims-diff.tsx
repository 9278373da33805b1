import { PlainText } from '@/components/evidence/plain-text';
import { StateBadge } from '@/components/evidence/state-badge';
import type { ClaimDifference } from '@/lib/domain/compare/compare-claims';
import { ChangeMark } from './change-mark';
import { SameRows } from './same-rows';

export function ClaimsDiff({ claims }: { claims: readonly ClaimDifference[] }) {
  const same = claims.filter(({ status }) => status === 'same');
  if (claims.length === 0) return <p className="text-muted-foreground text-sm">Neither output makes a claim.</p>;
  return (
    <>
      <Rows claims={claims.filter(({ status }) => status !== 'same')} />
      <SameRows count={same.length}>
        <Rows claims={same} />
      </SameRows>
    </>
  );
}

function Rows({ claims }: { claims: readonly ClaimDifference[] }) {
  const keyed = claims.map((claim, key) => ({ claim, key }));
  return (
    <ul className="grid gap-2">
      {keyed.map(({ claim: { path, status, left, right }, key }) => (
        <li key={key} className="grid gap-x-4 gap-y-1 text-sm md:grid-cols-[11rem_minmax(0,1fr)_minmax(0,1fr)]">
          <span className="flex items-start gap-1.5">
            <ChangeMark kind={status} />
            <code className="min-w-0 break-all font-mono text-muted-foreground text-xs">{path ?? 'sentence'}</code>
          </span>
          <Side claim={left} />
          <Side claim={right} />
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
