'use client';
import { structuredOutput } from '@/lib/domain/claim/claim-structure';
import { unseenClaimIds } from '@/lib/domain/review/review-flag';
import { escalate } from '@/lib/verbs/escalate';
import { skip } from '@/lib/verbs/skip';
import { CommentDialog } from './comment-dialog';
import { OmissionDialog } from './omission-dialog';
import { ReasonDialog } from './reason-dialog';
import type { ReviewMaterial } from './review-material';
import type { ReviewState, SendReview } from './review-state';
import { StaleDialog } from './stale-dialog';
import { SubmitDialog } from './submit-dialog';
import type { useItemVerbs } from './use-item-verbs';
import type { useSubmit } from './use-submit';

interface ReviewDialogsProps {
  material: ReviewMaterial;
  flagged: readonly string[];
  state: ReviewState;
  submission: ReturnType<typeof useSubmit>;
  verbs: ReturnType<typeof useItemVerbs>;
  send: SendReview;
}

/** Everything of the reviewer screen that opens over it. */
export function ReviewDialogs({ material, flagged, state, submission, verbs, send }: ReviewDialogsProps) {
  const { view, history } = state;
  const draft = history.now;
  const close = () => send({ type: 'open', dialog: null });
  const spoken = Object.keys(draft.claims).map((claim_id) => ({ claim_id }));
  const unseen = new Set(unseenClaimIds(flagged, { verdicts: spoken, seen_claim_ids: draft.seen }));
  const keepOmission = (omission: (typeof draft.omissions)[number]) => {
    send({ type: 'omit', index: view.omission, omission });
    close();
  };
  return (
    <>
      <ReasonDialog
        verb={escalate}
        description="The item goes to the leads, who decide it. Your answers so far are not sent along; say in the note what they should know."
        confirm="Escalate and next"
        isOpen={view.dialog === 'escalate'}
        onClose={close}
        onConfirm={(reason) => verbs.leave(escalate.name, reason)}
      />
      <ReasonDialog
        verb={skip}
        description="The item goes back to the queue for somebody else."
        confirm="Skip and next"
        isOpen={view.dialog === 'skip'}
        onClose={close}
        onConfirm={(reason) => verbs.leave(skip.name, reason)}
      />
      <CommentDialog
        isOpen={view.dialog === 'comment'}
        comments={material.comments}
        claimId={view.focusId}
        canComment={material.canComment}
        onClose={close}
        onSend={verbs.comment}
      />
      <OmissionDialog
        isOpen={view.dialog === 'omission'}
        omission={view.omission === null ? null : (draft.omissions[view.omission] ?? null)}
        isStructured={structuredOutput(material.record.facts.output ?? null) !== null}
        onClose={close}
        onKeep={keepOmission}
      />
      <SubmitDialog
        isOpen={view.dialog === 'submit'}
        draft={draft}
        unseen={material.claims.filter(({ claimId }) => unseen.has(claimId))}
        isBusy={submission.isBusy}
        send={send}
        onSubmit={(acknowledges) => void submission.submit(acknowledges, true)}
      />
      <StaleDialog change={submission.stale} onClose={submission.closeStale} onReload={submission.reload} />
    </>
  );
}
