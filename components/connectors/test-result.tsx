import { CircleCheck, CircleX } from 'lucide-react';
import type { ConnectorTest } from '@/lib/domain/connector-view';
import { formatDurationMs } from '@/lib/format';

/** What was sent and what came back, call by call. */
export function TestResult({ test }: { test: ConnectorTest }) {
  return (
    <div role="status" className="rounded-md border border-border">
      <p className="border-border border-b px-3 py-1.5 font-medium text-xs">
        {test.isOk ? 'The test arrived.' : 'The test did not arrive.'}
      </p>
      <ul className="divide-y divide-border">
        {test.calls.map(({ what, to, isOk, said, durationMs }) => (
          <li key={`${what} ${to}`} className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2 px-3 py-2 text-sm">
            {isOk ? (
              <CircleCheck aria-label="Taken" className="mt-0.5 size-4 text-success" />
            ) : (
              <CircleX aria-label="Failed" className="mt-0.5 size-4 text-danger" />
            )}
            <div className="min-w-0">
              <p className="first-letter:uppercase">
                {what} <span className="break-all font-mono text-muted-foreground text-xs">{to}</span>
              </p>
              <p className="break-words text-muted-foreground">
                <bdi>{said}</bdi>
              </p>
            </div>
            <span className="text-muted-foreground text-xs tabular-nums leading-5">{formatDurationMs(durationMs)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
