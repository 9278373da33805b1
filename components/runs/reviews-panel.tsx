import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { ItemStateBadge } from '@/components/queue/item-state-badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { UnappliedOverride } from '@/lib/domain/review/effective-output';
import type { ItemState } from '@/lib/domain/item-state';
import type { RunItem, RunReview } from '@/lib/domain/run/run-detail';
import { formatInstant } from '@/lib/format';
import { paths } from '@/lib/paths';
import { ReviewEntry } from './review-entry';

interface ReviewsPanelProps {
  project: string;
  items: readonly RunItem[];
  reviews: readonly RunReview[];
  unapplied: readonly UnappliedOverride[];
  canReadTrail: boolean;
}

/** The queues that the run stands in and everything that was done to it, in order. */
export function ReviewsPanel({ project, items, reviews, unapplied, canReadTrail }: ReviewsPanelProps) {
  return (
    <div className="grid gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <Card className="self-start">
        <CardHeader>
          <CardTitle>In queues</CardTitle>
        </CardHeader>
        {items.length === 0 ? <p className="px-4 py-3 text-muted-foreground text-sm">No rule put this run into a queue.</p> : null}
        <ul className="divide-y divide-border">
          {items.map((item) => (
            <li key={item.itemId} className="grid gap-1 px-4 py-2.5">
              <div className="flex items-center justify-between gap-2">
                <Link
                  href={paths.item(project, item.itemId)}
                  prefetch={false}
                  className="font-medium text-link text-sm underline-offset-2 hover:underline"
                >
                  {item.queueTitle || item.queue}
                </Link>
                <ItemStateBadge state={item.state as ItemState} outcome={item.outcome} />
              </div>
              {item.reasons.map(({ rule, detail }) => (
                <p key={`${rule}${detail}`} className="text-muted-foreground text-xs">
                  <PlainText text={detail} /> <span>({rule})</span>
                </p>
              ))}
              {item.dueAt && item.state !== 'done' ? (
                <p className="text-muted-foreground text-xs">due {formatInstant(item.dueAt)}</p>
              ) : null}
            </li>
          ))}
        </ul>
      </Card>
      <div className="grid content-start gap-3">
        {unapplied.length > 0 ? (
          <p role="note" className="rounded-lg bg-warning-soft px-4 py-2.5 text-sm text-warning">
            {unapplied.length} {unapplied.length === 1 ? 'correction does' : 'corrections do'} not fit the output any more and{' '}
            {unapplied.length === 1 ? 'is' : 'are'} not in the effective output. They stand below, as they were made.
          </p>
        ) : null}
        {reviews.length === 0 ? (
          <EmptyState title="Nobody has reviewed this run" className="rounded-lg border border-border py-8">
            Claims, skips, verdicts, corrections and comments are listed here, each with its place in the trail.
          </EmptyState>
        ) : (
          <ol aria-label="What happened" className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card">
            {reviews.map((review) => (
              <ReviewEntry
                key={review.eventId}
                review={review}
                trailHref={canReadTrail && review.trailIndex !== null ? paths.trail(project, { entry: review.trailIndex }) : null}
              />
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}
