import 'server-only';
import type { ReviewActions } from '@/components/review/review-actions';
import { claimItemAction, heartbeatAction, leaveItemAction, recordVerbAction, submitReviewAction } from './actions';

/** The actions of the reviewer screen for one item. */
export function reviewActions(project: string, itemId: string, queue: string): ReviewActions {
  return {
    claim: claimItemAction.bind(null, project, itemId, queue),
    heartbeat: heartbeatAction.bind(null, project, itemId),
    submit: submitReviewAction.bind(null, project, itemId, queue),
    leave: leaveItemAction.bind(null, project, itemId, queue),
    record: recordVerbAction.bind(null, project, itemId),
  };
}
