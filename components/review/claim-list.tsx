import { formatCount } from '@/lib/format';
import { verbsOf } from './claim-verdict';
import { ClaimCard } from './claim-card';
import { ClaimRow } from './claim-row';
import type { ClaimsMaterial } from './claims-pane';
import type { ReviewState, SendReview } from './review-state';
import type { PlacedProblem } from './submission-body';

interface ClaimListProps {
  material: ClaimsMaterial;
  state: ReviewState;
  problems: readonly PlacedProblem[];
  send: SendReview;
}

/** Two groups: claims that need a look, and those whose evidence holds. One is open at a time; the others are one line each. */
export function ClaimList({ material, state, problems, send }: ClaimListProps) {
  const needy = material.claims.filter(({ claimId }) => material.flagged.has(claimId));
  const calm = material.claims.filter(({ claimId }) => !material.flagged.has(claimId));
  const { claims: said } = state.history.now;
  const answered = needy.filter(({ claimId }) => said[claimId]).length;
  if (material.claims.length === 0)
    return <p className="px-3 py-2.5 text-muted-foreground text-sm">The output has no claims that could be checked.</p>;
  const group = (title: string, claims: typeof needy) => (
    <section aria-label={title}>
      <h3 className="sticky top-0 z-10 border-border border-b bg-background px-3 py-1.5 font-medium text-muted-foreground text-xs">
        {title}
      </h3>
      <ol>
        {claims.map((claim) => {
          const own = problems.filter(({ claimId }) => claimId === claim.claimId);
          const findings = material.findings.get(claim.claimId) ?? [];
          return (
            <li key={claim.claimId} id={`claim-${claim.claimId}`} className="scroll-mt-8 border-border border-b">
              {state.view.focusId === claim.claimId ? (
                <ClaimCard
                  claim={claim}
                  findings={findings}
                  said={said[claim.claimId]}
                  view={state.view}
                  problems={own}
                  material={material}
                  send={send}
                />
              ) : (
                <ClaimRow
                  claim={claim}
                  verb={verbsOf(said[claim.claimId])[0] ?? null}
                  hasProblem={own.length > 0}
                  isSeen={state.history.now.seen.includes(claim.claimId)}
                  onOpen={() => send({ type: 'focus', claimId: claim.claimId })}
                />
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
  return (
    <>
      {needy.length > 0 ? group(`Needs a look: ${answered} of ${needy.length} answered`, needy) : null}
      {calm.length > 0
        ? group(needy.length > 0 ? `The rest: ${calm.length}` : `Nothing needs a look: ${formatCount(calm.length, 'claim')}`, calm)
        : null}
    </>
  );
}
