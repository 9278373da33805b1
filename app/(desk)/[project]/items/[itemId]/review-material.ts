import 'server-only';
import { documentSource } from '@/components/document/document-source';
import type { CommentLine } from '@/components/review/comment-dialog';
import type { ReviewMaterial } from '@/components/review/review-material';
import { type Actor, can } from '@/lib/domain/policy';
import type { ReviewItem } from '@/lib/domain/review/review-item';
import { formatInstant } from '@/lib/format';
import { paths } from '@/lib/paths';

/** An item as the reviewer screen takes it. */
export function reviewMaterial(viewer: Actor, review: ReviewItem, next: ReviewMaterial['next']): ReviewMaterial {
  const { item, queue, run, lease } = review;
  const project = viewer.projectSlug;
  const mayReview = can(viewer, 'item.review');
  return {
    project,
    itemId: item.itemId,
    revision: run.revision ?? item.revision,
    isOwn: lease?.holder.isMe === true,
    canReview: mayReview,
    canComment: can(viewer, 'run.comment'),
    closed: closedWords(viewer, review),
    header: {
      queue: { title: queue.title, href: paths.queue(project, { queue: queue.name }) },
      progress: { waiting: queue.counts.waiting + queue.counts.leased, done: queue.counts.done, escalated: queue.counts.escalated },
      dueAt: item.dueAt,
      reasons: item.reasons,
      risk: run.risk,
      run: { id: item.runId, name: run.summary.name, href: paths.run(project, item.runId) },
    },
    record: run.record,
    claims: run.claims,
    findings: run.findings,
    usedPassages: run.usedPassages,
    documents: review.documents.map((document) => documentSource(project, document)),
    comments: run.reviews.flatMap(commentLine),
    next,
  };
}

/** Why nobody, or not this viewer, can decide the item now; null when it can be claimed or is theirs. */
function closedWords(viewer: Actor, { item, lease, run }: ReviewItem): string | null {
  if (item.state === 'done')
    return `Decided as ${item.outcome ?? 'done'} by ${item.decidedBy?.name ?? 'somebody'}${item.decidedAt ? ` on ${formatInstant(item.decidedAt)}` : ''}. A lead can amend the decision on the run page.`;
  if (item.state === 'removed') return 'This item was removed from its queue.';
  if (run.revision === null) return 'The run is still being received; it can be decided once it has been checked.';
  if (!can(viewer, 'item.review')) return 'Your role may look at items, not decide them.';
  if (lease && !lease.holder.isMe) return `${lease.holder.name} is reviewing this item. You can look, and comment.`;
  if (item.state === 'escalated' && !can(viewer, 'item.reassign')) return 'This item was escalated and is with the leads.';
  if (item.assignedTo && !item.assignedTo.isMe && !can(viewer, 'item.reassign')) return `This item is assigned to ${item.assignedTo.name}.`;
  return null;
}

function commentLine({ verb, eventId, actor, at, note, claimId }: ReviewItem['run']['reviews'][number]): CommentLine[] {
  return verb === 'comment' && note !== null ? [{ eventId, actor, at, text: note, claimId }] : [];
}
