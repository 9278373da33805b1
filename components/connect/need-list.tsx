import { Check, CircleDashed } from 'lucide-react';
import type { RunNeed } from '@/lib/domain/connect/run-needs';

/** What a review of the last run has to rest on, and how to add what is missing. */
export function NeedList({ needs, hasSpans }: { needs: readonly RunNeed[]; hasSpans: boolean }) {
  const missing = needs.filter(({ isThere }) => !isThere);
  const present = needs.filter(({ isThere }) => isThere);
  return (
    <div className="grid gap-3">
      {missing.length === 0 ? <p>The last run has everything that a review rests on.</p> : null}
      <ul className="grid gap-2.5">
        {missing.map(({ id, label, why, attribute, field }) => (
          <li key={id} className="flex gap-2">
            <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
            <div className="grid min-w-0 gap-0.5">
              <p>
                <span className="font-medium">{label}</span> <span className="text-muted-foreground">is missing.</span>
              </p>
              <p className="text-muted-foreground">
                {why}{' '}
                {hasSpans ? (
                  <>
                    Add <code className="break-words font-mono text-foreground text-xs">{attribute}</code> to any span of the run.
                  </>
                ) : (
                  <>
                    As metadata of the run or field <code className="break-words font-mono text-foreground text-xs">{field}</code> of a run
                    record.
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {present.length > 0 ? (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground">
          {present.map(({ id, label }) => (
            <span key={id} className="inline-flex items-center gap-1">
              <Check aria-hidden className="size-3.5 text-success" />
              {label}
            </span>
          ))}
          <span className="sr-only">are there</span>
        </p>
      ) : null}
    </div>
  );
}
