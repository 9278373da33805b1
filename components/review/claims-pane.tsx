import { MediaStrip } from '@/components/trace/media-strip';
import type { Finding } from '@/lib/domain/evidence';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import type { Json } from '@/lib/domain/run/run';
import type { ReviewClaim } from './claim-places';
import { ClaimList } from './claim-list';
import { OmissionList } from './omission-list';
import { OutputView } from './output-view';
import { PaneSection } from './pane-section';
import type { FocusedExplanation } from './use-explained-claim';
import type { ReviewState, SendReview } from './review-state';
import type { PlacedProblem } from './submission-body';

export interface ClaimsMaterial {
  output: Json | undefined;
  /** Neediest first. */
  claims: readonly ReviewClaim[];
  findings: ReadonlyMap<string, readonly Finding[]>;
  flagged: ReadonlySet<string>;
  /** Of the claim in focus. */
  explained: FocusedExplanation | null;
  titleOf: (documentId: string, version: number | null) => string;
  bindings: KeyBindings;
  isReadOnly: boolean;
}

interface ClaimsPaneProps {
  material: ClaimsMaterial;
  state: ReviewState;
  problems: readonly PlacedProblem[];
  send: SendReview;
}

/** The output above, its claims below: the list is sorted by need, the output says where each one stands. */
export function ClaimsPane({ material, state, problems, send }: ClaimsPaneProps) {
  const { now } = state.history;
  const { claims } = material;
  return (
    <>
      <h2 className="sr-only">Claims</h2>
      <PaneSection title="Output" className="thin-scroll max-h-80 shrink-0 overflow-y-auto lg:max-h-[38%]">
        <OutputView
          output={material.output}
          claims={claims}
          said={now.claims}
          focusId={state.view.focusId}
          onFocus={(claimId) => send({ type: 'focus', claimId })}
        />
        <MediaStrip value={material.output ?? null} />
      </PaneSection>
      {/* What gets the focus stops above the verdicts, which stay at the lower end. */}
      <div className="thin-scroll scroll-pb-24 lg:min-h-0 lg:flex-1 lg:overflow-y-auto">
        <ClaimList material={material} state={state} problems={problems} send={send} />
        <OmissionList
          omissions={now.omissions}
          problems={problems}
          isReadOnly={material.isReadOnly}
          bindings={material.bindings}
          send={send}
        />
      </div>
    </>
  );
}
