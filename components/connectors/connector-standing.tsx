import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ConnectorRow } from '@/lib/domain/connector-view';
import { formatNumber } from '@/lib/format';

/** Where it sends, what it has sent, what waits, and what went wrong last. */
export function ConnectorStanding({ connector }: { connector: ConnectorRow }) {
  const { settings, waiting, oldestWaitingAt, sent, givenUp, notApplicable, lastOkAt, state } = connector;
  const address = typeof settings['url'] === 'string' ? settings['url'] : '';
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-[minmax(0,2fr)_repeat(4,minmax(0,1fr))]">
        <Fact label="Address" className="col-span-2 sm:col-span-1">
          <span className="block truncate font-mono text-xs leading-5" title={address}>
            {address}
          </span>
          {isInTheClear(address) ? <span className="text-warning text-xs">not encrypted on the way</span> : null}
        </Fact>
        <Fact label="Waiting">
          {formatNumber(waiting)}
          {oldestWaitingAt ? (
            <span className="block text-muted-foreground text-xs">
              oldest <RelativeTime at={oldestWaitingAt} />
            </span>
          ) : null}
        </Fact>
        <Fact label="Sent">
          {formatNumber(sent)}
          {lastOkAt ? <RelativeTime at={lastOkAt} className="block text-muted-foreground text-xs" /> : null}
        </Fact>
        <Fact label="Given up">
          <span className={givenUp > 0 ? 'font-medium text-danger' : undefined}>{formatNumber(givenUp)}</span>
        </Fact>
        <Fact label="Not applicable">{formatNumber(notApplicable)}</Fact>
      </dl>
      {state === 'failing' ? <LastError connector={connector} /> : null}
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

function LastError({ connector: { lastError, lastErrorAt, pausedUntil, waiting } }: { connector: ConnectorRow }) {
  return (
    <div className="flex gap-2 rounded-md bg-danger-soft px-3 py-2 text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0">
        <p className="break-words">
          <bdi>{lastError}</bdi>
        </p>
        <p className="text-muted-foreground text-xs">
          {lastErrorAt ? (
            <>
              failed <RelativeTime at={lastErrorAt} />
            </>
          ) : null}
          {pausedUntil && waiting > 0 ? (
            <>
              {' · next try '}
              <RelativeTime at={pausedUntil} />
            </>
          ) : null}
        </p>
      </div>
    </div>
  );
}
