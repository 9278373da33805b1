'use client';
import { useCallback, useMemo, type ReactNode } from 'react';
import { toast } from '@/components/ui/toast';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { flaggedClaimIds } from '@/lib/domain/review/review-flag';
import { ClaimsPane } from './claims-pane';
import { byNeed, findingsByClaim } from './claim-need';
import { withDisputed } from './claim-places';
import { KeyBar } from './key-bar';
import { LeaseBanner } from './lease-banner';
import { LeaseClock } from './lease-clock';
import { LiveLine } from './live-line';
import type { PaneWidths } from './pane-widths';
import { Panes } from './panes';
import type { ReviewActions } from './review-actions';
import { ReviewDialogs } from './review-dialogs';
import { ReviewHeader } from './review-header';
import { ReviewMenu } from './review-menu';
import { sourceOfPassage, sourcesOf } from './review-sources';
import type { ReviewMaterial } from './review-material';
import { RunPane } from './run-pane';
import { SourcePane } from './source-pane';
import { outcomeOf } from './submission-body';
import { useExplainedClaim } from './use-explained-claim';
import { useItemVerbs } from './use-item-verbs';
import { useLease } from './use-lease';
import { usePrefetchNext } from './use-prefetch-next';
import { useRationale } from './use-rationale';
import { useReviewDraft } from './use-review-draft';
import { useReviewKeys } from './use-review-keys';
import { useSubmit } from './use-submit';

interface ReviewScreenProps {
  material: ReviewMaterial;
  actions: ReviewActions;
  bindings: KeyBindings;
  paneWidths: PaneWidths;
  /** Stands in the header, before the menu. */
  extra?: ReactNode;
}

/** The reviewer screen. Give it the item and revision as its key: nothing of one item may reach another. */
export function ReviewScreen({ material, actions, bindings, paneWidths, extra }: ReviewScreenProps) {
  const { itemId, claims, findings, record, documents } = material;
  const [state, send] = useReviewDraft(material);
  const { lease, claim } = useLease(itemId, material.isOwn, actions);
  const canDecide = lease.phase === 'held' || lease.phase === 'idle';
  const leaseId = canDecide ? lease.leaseId : null;

  const flagged = useMemo(() => flaggedClaimIds(claims, findings), [claims, findings]);
  const grouped = useMemo(() => findingsByClaim(findings), [findings]);
  const sorted = useMemo(() => withDisputed(byNeed(claims), grouped), [claims, grouped]);
  const sources = useMemo(() => sourcesOf(documents, record.passages, sorted), [documents, record, sorted]);
  const rationale = useRationale(itemId, actions);
  const { now, past } = state.history;
  const submission = useSubmit({ material, actions, draft: now, flagged, leaseId, send });
  const verbs = useItemVerbs(material, actions, leaseId);
  usePrefetchNext(material);
  useReviewKeys({
    bindings,
    claims: sorted,
    flagged,
    sources,
    state,
    canDecide,
    send,
    submit: () => void submission.submit(),
    openRationale: rationale.onOpen,
  });

  const titleOf = useCallback(
    (documentId: string) => documents.find((document) => document.documentId === documentId)?.title ?? documentId,
    [documents],
  );
  const explained = useExplainedClaim({ claims: sorted, findings: grouped, state, titleOf });
  const claimsMaterial = {
    output: record.facts.output,
    claims: sorted,
    findings: grouped,
    flagged: new Set(flagged),
    explained,
    titleOf,
    bindings,
    isReadOnly: !canDecide,
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ReviewHeader
        facts={material.header}
        lease={canDecide ? <LeaseClock endsAtMs={lease.endsAtMs} isIdle={lease.phase === 'idle'} /> : null}
        actions={
          <>
            {extra}
            <ReviewMenu
              canDecide={canDecide}
              bindings={bindings}
              onRelease={() => void verbs.leave('release', {}).then((refusal) => (refusal ? toast.error(refusal) : undefined))}
              send={send}
            />
          </>
        }
      />
      <LeaseBanner lease={lease} closed={material.closed} canClaim={material.canReview} onClaim={claim} />
      <Panes
        initialWidths={paneWidths}
        run={
          <RunPane
            record={record}
            usedPassages={material.usedPassages}
            findings={grouped.get('') ?? []}
            runHref={material.header.run.href}
            passage={{
              shown: state.view.passage,
              titleOf,
              onOpen: (ordinal) => send({ type: 'passage', ordinal, key: sourceOfPassage(sources, record.passages, ordinal) }),
            }}
            rationale={rationale}
          />
        }
        claims={<ClaimsPane material={claimsMaterial} state={state} problems={submission.problems} send={send} />}
        source={
          <SourcePane sources={sources} passages={record.passages} claims={sorted} same={explained?.same ?? []} state={state} send={send} />
        }
      />
      <KeyBar
        bindings={bindings}
        outcome={outcomeOf(now)}
        counts={{ answered: Object.keys(now.claims).length, comments: material.comments.length, undo: past.length }}
        submit={canDecide ? { isBusy: submission.isBusy, onSubmit: () => void submission.submit() } : null}
        send={send}
      />
      <ReviewDialogs material={material} flagged={flagged} state={state} submission={submission} verbs={verbs} send={send} />
      <LiveLine state={state} claims={sorted} message={submission.message} />
    </div>
  );
}
