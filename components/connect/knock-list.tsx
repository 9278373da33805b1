import { CircleAlert, Ear } from 'lucide-react';
import { RelativeTime } from '@/components/ui/relative-time';
import type { KeyKnock } from './arrivals';

/** Keys that something was sent with: refused, with the reason, or heard without a run so far. */
export function KnockList({ knocks, hasRuns }: { knocks: readonly KeyKnock[]; hasRuns: boolean }) {
  const told = knocks.filter(({ refusal, usedAt }) => refusal !== null || (!hasRuns && usedAt !== null));
  return (
    <ul aria-label="Requests with keys of this project" aria-live="polite" className="grid gap-1.5 empty:hidden">
      {told.map(({ keyId, name, usedAt, refusal }) =>
        refusal ? (
          <li key={keyId} className="flex gap-2 rounded-md bg-danger-soft px-3 py-2 text-danger">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <p className="min-w-0">
              <span className="font-medium">
                Refused <RelativeTime at={refusal.at} />: “<bdi>{name}</bdi>”.
              </span>{' '}
              {refusal.why}
            </p>
          </li>
        ) : (
          <li key={keyId} className="flex gap-2 rounded-md bg-info-soft px-3 py-2 text-info">
            <Ear aria-hidden className="mt-0.5 size-4 shrink-0" />
            <p className="min-w-0">
              “<bdi>{name}</bdi>” was heard{usedAt ? <> {<RelativeTime at={usedAt} />}</> : null}: address and key are right. No run came
              with it yet.
            </p>
          </li>
        ),
      )}
    </ul>
  );
}
