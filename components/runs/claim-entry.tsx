import { explainClaim } from '@/components/evidence/explain-claim';
import { findingWords } from '@/components/evidence/finding-words';
import { FindingLine } from '@/components/evidence/finding-line';
import { jsonLine } from '@/components/evidence/json-text';
import { PlainText } from '@/components/evidence/plain-text';
import { RiskTerms } from '@/components/evidence/risk-terms';
import { StateBadge } from '@/components/evidence/state-badge';
import { WhyLine } from '@/components/evidence/why-line';
import { WordLegend } from '@/components/evidence/word-legend';
import { placeWords } from '@/components/evidence/anchor-words';
import { Disclosure } from '@/components/ui/disclosure';
import type { AnchoredClaim, Finding } from '@/lib/domain/evidence';
import { formatScore } from '@/lib/format';
import { ClaimPlaces, versionTitle } from './claim-places';

interface ClaimEntryProps {
  claim: AnchoredClaim;
  /** Those about the claim. */
  findings: readonly Finding[];
}

/** A claim with its state, why it has it, its words marked, what checks say, what its risk is made of, and its places. */
export function ClaimEntry({ claim, findings }: ClaimEntryProps) {
  const { why, words, quote } = explainClaim(claim, findings, null, (anchor) => placeWords(anchor, versionTitle));
  const shown = claim.path !== null && claim.value !== null ? jsonLine(claim.value) : claim.text;
  const marks = shown === claim.text ? words : [];
  return (
    <li id={`claim-${claim.claimId}`} className="grid gap-x-4 gap-y-1.5 px-4 py-2.5 lg:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex items-start gap-2">
        <StateBadge state={claim.state} />
      </div>
      <div className="grid min-w-0 content-start gap-1">
        <div>
          {claim.path !== null ? <PlainText text={claim.path} className="block font-mono text-muted-foreground text-xs" /> : null}
          <PlainText text={shown} marks={marks} className="text-sm" />
          <WordLegend text={shown} marks={marks} />
        </div>
        <WhyLine why={why} />
        {findings.map((finding) => (
          <FindingLine
            key={`${finding.code}${finding.detail}`}
            finding={{ ...finding, detail: findingWords(finding.detail, claim) }}
            className="text-muted-foreground text-xs"
          />
        ))}
        {claim.risk === null ? null : (
          <Disclosure title={`Risk ${formatScore(claim.risk)}: what it is made of`} className="text-xs">
            <div className="mt-1 max-w-xl rounded-md border border-border px-2.5 py-2">
              <RiskTerms terms={claim.terms} risk={claim.risk} hasAnchor={claim.anchors.length > 0} />
            </div>
          </Disclosure>
        )}
      </div>
      <ClaimPlaces claim={claim} marks={quote} />
    </li>
  );
}
