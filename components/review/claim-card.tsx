'use client';
import { useEffect, useRef } from 'react';
import { findingWords } from '@/components/evidence/finding-words';
import { FindingLine } from '@/components/evidence/finding-line';
import { RiskTerms } from '@/components/evidence/risk-terms';
import { StateBadge } from '@/components/evidence/state-badge';
import { WhyLine } from '@/components/evidence/why-line';
import { STATE_LOOKS } from '@/components/evidence/evidence-state';
import type { Finding } from '@/lib/domain/evidence';
import type { ReviewClaim } from './claim-places';
import { ClaimPlaces } from './claim-places-list';
import { ClaimValue } from './claim-value';
import type { ClaimsMaterial } from './claims-pane';
import type { ClaimDraft } from './review-draft';
import { RiskButton, riskPanelId } from './risk-button';
import type { ReviewView, SendReview } from './review-state';
import type { PlacedProblem } from './submission-body';
import { VerdictBar } from './verdict-bar';
import { VerdictDetails } from './verdict-details';

interface ClaimCardProps {
  claim: ReviewClaim;
  findings: readonly Finding[];
  said: ClaimDraft | undefined;
  view: ReviewView;
  problems: readonly PlacedProblem[];
  material: ClaimsMaterial;
  send: SendReview;
}

/** The claim under review: what it says, what checks say about it, where it can be checked, and what the reviewer says. */
export function ClaimCard({ claim, findings, said, view, problems, material, send }: ClaimCardProps) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    card.current?.focus({ preventScroll: true });
    card.current?.closest('li')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { claimId, state, risk } = claim;
  const { explained } = material;
  return (
    <article
      ref={card}
      tabIndex={-1}
      aria-labelledby={`claim-${claimId}-title`}
      className="grid grid-cols-[minmax(0,1fr)] gap-2.5 border-primary border-s-2 bg-card py-2.5 pe-3 ps-2.5 outline-none"
    >
      <header className="flex items-center gap-2">
        <StateBadge state={state} />
        <h4 id={`claim-${claimId}-title`} className="min-w-0 flex-1 truncate text-muted-foreground text-xs">
          <span className="sr-only">
            Claim {claimId}, which {STATE_LOOKS[state].meaning}:{' '}
          </span>
          <bdi dir="ltr" className="font-mono">
            {claim.path ?? claimId}
          </bdi>
        </h4>
        {risk === null ? null : (
          <RiskButton
            claimId={claimId}
            risk={risk}
            isOpen={view.isRiskOpen}
            bindings={material.bindings}
            onToggle={() => send({ type: 'risk' })}
          />
        )}
      </header>
      <ClaimValue
        claim={claim}
        said={said}
        marks={explained?.words ?? []}
        isEditing={view.isEditing}
        isReadOnly={material.isReadOnly}
        send={send}
      />
      {explained ? <WhyLine why={explained.why} /> : null}
      {findings.length > 0 ? (
        <div className="grid gap-1">
          {findings.map((finding) => (
            <FindingLine
              key={`${finding.checkId} ${finding.code} ${finding.detail}`}
              finding={{ ...finding, detail: findingWords(finding.detail, claim) }}
              className="text-muted-foreground"
            />
          ))}
        </div>
      ) : null}
      {view.isRiskOpen && risk !== null ? (
        <div id={riskPanelId(claimId)} className="rounded-md border border-border px-2.5 py-2">
          <RiskTerms terms={claim.terms} risk={risk} hasAnchor={claim.anchors.length > 0} />
        </div>
      ) : null}
      <ClaimPlaces
        claim={claim}
        picked={said?.evidence}
        view={view}
        quoteMarks={explained?.quote ?? []}
        titleOf={material.titleOf}
        isReadOnly={material.isReadOnly}
        send={send}
      />
      {material.isReadOnly && said === undefined ? null : (
        <VerdictBar claimId={claimId} said={said} bindings={material.bindings} isReadOnly={material.isReadOnly} send={send} />
      )}
      <VerdictDetails
        claimId={claimId}
        said={said}
        isEditing={view.isEditing}
        problems={problems}
        isReadOnly={material.isReadOnly}
        send={send}
      />
    </article>
  );
}
