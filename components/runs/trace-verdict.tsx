import { CircleCheck, OctagonX, TriangleAlert } from 'lucide-react';
import { PlainText } from '@/components/evidence/plain-text';
import type { Boundary, BoundaryId } from '@/lib/domain/trace-boundary';
import type { TraceMap } from '@/lib/domain/trace-map';

/** The answer to "where did it go wrong?" in one line. */
export function TraceVerdict({ map, isPending, outcome }: { map: TraceMap; isPending: boolean; outcome: string | null }) {
  const of = (id: BoundaryId | null): Boundary | null => map.boundaries.find((boundary) => boundary.id === id) ?? null;
  const [failed, sign] = [of(map.failedAt), of(map.firstSign)];
  const main = failed ?? sign;
  if (!main) {
    return (
      <p className="flex items-center gap-2 text-sm">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
        {isPending ? 'Nothing is wrong so far; checks have not run yet.' : 'Nothing went wrong on the way from input to final state.'}
      </p>
    );
  }
  const Icon = failed ? OctagonX : TriangleAlert;
  return (
    <p className="flex items-start gap-2 text-sm">
      <Icon aria-hidden className={failed ? 'mt-0.5 size-4 shrink-0 text-danger' : 'mt-0.5 size-4 shrink-0 text-warning'} />
      <span className="min-w-0 wrap-anywhere">
        <strong className="font-semibold">{failed ? `Failed at ${main.title}` : `Warning at ${main.title}`}</strong>:{' '}
        <PlainText text={wordsOf(main)} dir="ltr" />
        {failed && sign && sign.id !== failed.id ? (
          <span className="text-muted-foreground">
            {' '}
            First sign at <strong className="font-medium text-foreground">{sign.title}</strong>:{' '}
            <PlainText text={wordsOf(sign)} dir="ltr" />
          </span>
        ) : null}
        {outcome ? <span className="text-info"> {OUTCOME_WORDS[outcome] ?? ''}</span> : null}
      </span>
    </p>
  );
}

const OUTCOME_WORDS: Record<string, string> = {
  approved: 'A reviewer approved it as it is.',
  corrected: 'A reviewer corrected it: the effective output stands.',
  rejected: 'A reviewer rejected it.',
};

function wordsOf({ problems, summary }: Boundary): string {
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const words = problems[0]?.detail ?? summary;
  return `${/[.!?。]$/.test(words) ? words : `${words}.`}${more}`;
}
