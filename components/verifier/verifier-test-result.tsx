import { CircleCheck, CircleX } from 'lucide-react';
import type { VerifierTest } from '@/lib/domain/verifier/verifier-view';
import { formatDurationMs } from '@/lib/format';

/** What the built-in pair came to, beside what it should come to. */
export function VerifierTestResult({ test }: { test: VerifierTest }) {
  const { is_ok: isOk, to, said, detail, model, expected, duration_ms: durationMs } = test;
  return (
    <div role="status" className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2 rounded-md border border-border px-3 py-2 text-sm">
      {isOk ? (
        <CircleCheck aria-label="Answered" className="mt-0.5 size-4 text-success" />
      ) : (
        <CircleX aria-label="Failed" className="mt-0.5 size-4 text-danger" />
      )}
      <div className="min-w-0">
        <p className="break-words">
          <bdi>{said}</bdi>
          {detail ? (
            <>
              {' '}
              <span className="text-muted-foreground">
                It says: <bdi>{detail}</bdi>
              </span>
            </>
          ) : null}
        </p>
        {isOk ? <p className="text-muted-foreground">Expected: {expected}</p> : null}
        <p className="break-all text-muted-foreground text-xs">
          <span className="font-mono">{to}</span>
          {model ? (
            <>
              {' · '}
              <bdi>{model}</bdi>
            </>
          ) : null}
        </p>
      </div>
      <span className="text-muted-foreground text-xs tabular-nums leading-5">{formatDurationMs(durationMs)}</span>
    </div>
  );
}
