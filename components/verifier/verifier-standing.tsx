import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import type { VerifierSettings } from '@/lib/domain/verifier/verifier-settings';
import type { VerifierView } from '@/lib/domain/verifier/verifier-view';
import { formatCostUsd, formatInstant, formatNumber } from '@/lib/format';

/** Where it is, what of it was used today against its budget, who waits for it, and what went wrong last. */
export function VerifierStanding({ view, settings }: { view: VerifierView; settings: VerifierSettings }) {
  const { use, last_ok_at: lastOkAt, waiting_runs: waiting, known_scores: known } = view;
  const { max_pairs_per_day: limit } = settings;
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1.4fr)_repeat(3,minmax(0,1fr))]">
        <Fact label="Address" className="col-span-2 sm:col-span-1">
          <span className="block truncate font-mono text-xs leading-5" title={settings.url}>
            {settings.url}
          </span>
          {settings.model === '' ? null : (
            <span dir="auto" className="block truncate text-muted-foreground text-xs" title={settings.model}>
              {settings.model}
            </span>
          )}
          {isInTheClear(settings.url) ? <span className="text-warning text-xs">not encrypted on the way</span> : null}
        </Fact>
        <Fact label="Pairs today (UTC)">
          {formatNumber(use.pairs)} <span className="text-muted-foreground">of {formatNumber(limit)}</span>
          <Progress
            label="Budget of today"
            parts={[{ name: 'pairs', value: Math.min(use.pairs, limit), tone: use.pairs < limit ? 'accent' : 'warning' }]}
            total={limit}
            className="mt-1 max-w-40"
          />
        </Fact>
        <Fact label="Cost today">
          {use.cost_usd === null ? <span className="text-muted-foreground">no price set</span> : `about ${formatCostUsd(use.cost_usd)}`}
        </Fact>
        <Fact label="Requests today">
          {formatNumber(use.calls)}
          {use.failures > 0 ? <span className="block text-danger text-xs">{formatNumber(use.failures)} failures</span> : null}
          {lastOkAt ? (
            <span className="block text-muted-foreground text-xs">
              answered <RelativeTime at={lastOkAt} />
            </span>
          ) : null}
        </Fact>
        <Fact label="Runs waiting">{formatNumber(waiting)}</Fact>
      </dl>
      <LastError view={view} />
      <p className="text-muted-foreground text-xs">
        {known === 0
          ? 'Scores are kept, so that the same pair is asked about once.'
          : `${formatNumber(known)} scores are kept; the same pair is not asked about again.`}
      </p>
    </>
  );
}

const isInTheClear = (address: string) => /^http:\/\/(?!127\.|localhost\b|\[::1\])/.test(address);

function Fact({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div className={className}>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

/** A fault that was followed by an answer is told quietly. */
function LastError({ view }: { view: VerifierView }) {
  const { state, last_error: said, last_error_at: at, next_try_at: nextAt, away_since: since } = view;
  if (state === 'over_budget')
    return (
      <Notice tone="warning">
        <p>The budget of today is used up. Runs are checked without the verifier, and again after midnight UTC.</p>
      </Notice>
    );
  if (state === 'none' || state === 'off' || said === null || at === null) return null;
  if (state !== 'away')
    return (
      <p className="break-words text-muted-foreground text-xs">
        Last problem <RelativeTime at={at} />: <bdi>{said}</bdi>
      </p>
    );
  return (
    <Notice tone="danger">
      <p className="break-words">
        <bdi>{said}</bdi>
      </p>
      <p className="text-muted-foreground text-xs">
        {since ? (
          <>
            away since <time dateTime={since}>{formatInstant(since)}</time>
          </>
        ) : null}
        {nextAt ? (
          <>
            {' · next try '}
            <RelativeTime at={nextAt} />
          </>
        ) : null}
        {' · runs are checked without it'}
      </p>
    </Notice>
  );
}

function Notice({ tone, children }: { tone: 'warning' | 'danger'; children: ReactNode }) {
  return (
    <div className={`flex gap-2 rounded-md px-3 py-2 text-sm ${tone === 'danger' ? 'bg-danger-soft' : 'bg-warning-soft'}`}>
      <CircleAlert aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone === 'danger' ? 'text-danger' : 'text-warning'}`} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
