import Link from 'next/link';
import { TextDiff } from '@/components/diff/text-diff';
import { jsonLine } from '@/components/evidence/json-text';
import { PlainText } from '@/components/evidence/plain-text';
import { Badge } from '@/components/ui/badge';
import type { RunReview } from '@/lib/domain/run/run-detail';
import { decisionRecordSchema, verdictRecordSchema } from '@/lib/domain/review/review-record';
import { textChanges } from '@/lib/domain/text-changes';
import { formatInstant } from '@/lib/format';
import { findVerb } from '@/lib/verbs/registry';

interface ReviewEntryProps {
  review: RunReview;
  trailHref: string | null;
}

/** One act of a reviewer: who, when, what, why, and where it stands in the trail. */
export function ReviewEntry({ review, trailHref }: ReviewEntryProps) {
  const { verb, actor, at, reasonCode, note, before, after, body, trailIndex, claimId } = review;
  const outcome = decisionRecordSchema.safeParse(body).data?.outcome;
  const claim = verdictRecordSchema.safeParse(body).data?.claim;
  const isChange = after !== null && JSON.stringify(before) !== JSON.stringify(after);
  return (
    <li id={`review-${review.eventId}`} className="grid gap-1 px-4 py-2.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <PlainText text={actor} className="font-medium" />
        <span>{findVerb(verb)?.past ?? verb.replaceAll('_', ' ')}</span>
        {outcome ? <Badge tone={outcome === 'rejected' ? 'danger' : outcome === 'corrected' ? 'info' : 'success'}>{outcome}</Badge> : null}
        {reasonCode ? <Badge tone="outline">{reasonCode.replaceAll('_', ' ')}</Badge> : null}
        <span className="tabular ms-auto text-muted-foreground text-xs">
          {formatInstant(at)}
          {trailIndex === null ? null : trailHref ? (
            <Link href={trailHref} prefetch={false} className="ms-2 text-link underline underline-offset-2">
              trail {trailIndex}
            </Link>
          ) : (
            <span className="ms-2">trail {trailIndex}</span>
          )}
        </span>
      </p>
      {claimId ? (
        <p className="text-muted-foreground text-xs">
          claim {claimId}
          {claim ? (
            <>
              : <PlainText text={claim.text} />
            </>
          ) : null}
        </p>
      ) : null}
      {isChange ? <TextDiff changes={textChanges(before === null ? '' : jsonLine(before), jsonLine(after))} /> : null}
      {note ? (
        <p className="border-border-strong border-s-2 ps-2 text-sm">
          <PlainText text={note} />
        </p>
      ) : null}
    </li>
  );
}
