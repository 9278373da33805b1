import Link from 'next/link';
import type { ReactNode } from 'react';
import { LongText } from '@/components/evidence/long-text';
import { PlainText } from '@/components/evidence/plain-text';
import { SeverityMark } from '@/components/evidence/severity-mark';
import { cn } from '@/lib/cn';
import type { Boundary } from '@/lib/domain/trace-boundary';
import { formatCostUsd, formatCount, formatDurationMs, formatInstant } from '@/lib/format';
import { BOUNDARY_ICONS, STATUS_LOOKS } from './boundary-look';

/** A list longer than this belongs to the tab that has room for it. */
const SHOWN_PROBLEMS = 5;

interface BoundaryDetailProps {
  boundary: Boundary;
  /** Where all findings are listed. */
  findingsHref: string;
  /** Where its first step is shown. */
  stepHref: ((stepId: string) => string) | null;
}

/** One boundary: what went in, what came out, and what is wrong with it. */
export function BoundaryDetail({ boundary, findingsHref, stepHref }: BoundaryDetailProps) {
  const { id, title, status, summary, input, output, problems, unknown, stepIds } = boundary;
  const Icon = BOUNDARY_ICONS[id];
  const look = STATUS_LOOKS[status];
  const [firstStep] = stepIds;
  return (
    <section
      aria-label={`Boundary ${title}`}
      className="grid gap-x-6 gap-y-3 rounded-lg border border-border bg-card px-4 py-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.1fr)]"
    >
      <Part title="Went in">{input ? <LongText text={input} limit={600} /> : <Nothing />}</Part>
      <Part title="Came out">{output ? <LongText text={output} limit={600} /> : <Nothing />}</Part>
      <div className="grid content-start gap-2">
        <p className="flex items-center gap-1.5 font-medium text-sm">
          <Icon aria-hidden className="size-4 text-muted-foreground" />
          {title}
          <span className={cn('inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-xs', look.text, look.soft)}>
            <look.icon aria-hidden className="size-3.5" />
            {look.word}
          </span>
        </p>
        {problems.length > 0 ? (
          <ul className="grid gap-1">
            {problems.slice(0, SHOWN_PROBLEMS).map((problem) => (
              <li key={`${problem.code}${problem.detail}`} className="flex items-start gap-1.5 text-sm" title={problem.code}>
                <SeverityMark severity={problem.severity} className="mt-0.5" />
                <PlainText text={problem.detail} className="min-w-0" />
              </li>
            ))}
            {problems.length > SHOWN_PROBLEMS ? (
              <li className="ps-5.5">
                <Link href={findingsHref} scroll={false} className="text-link text-xs underline-offset-2 hover:underline">
                  and {problems.length - SHOWN_PROBLEMS} more
                </Link>
              </li>
            ) : null}
          </ul>
        ) : (
          <p className="text-muted-foreground text-sm">
            <PlainText text={summary} />
          </p>
        )}
        <Measures boundary={boundary} />
        {unknown.length > 0 ? <p className="text-muted-foreground text-xs">The trace does not say: {unknown.join(', ')}.</p> : null}
        {firstStep && stepHref ? (
          <Link href={stepHref(firstStep)} scroll={false} className="w-fit text-link text-xs underline-offset-2 hover:underline">
            Show {formatCount(stepIds.length, 'step')}
          </Link>
        ) : null}
      </div>
    </section>
  );
}

function Measures({ boundary: { version, startedAt, durationMs, costUsd } }: { boundary: Boundary }) {
  const rows = [
    ['Version', version && <PlainText text={version} className="break-all" />],
    ['Started', startedAt && formatInstant(startedAt)],
    ['Took', durationMs !== null && formatDurationMs(durationMs)],
    ['Cost', costUsd !== null && formatCostUsd(costUsd)],
  ].filter(([, value]) => value);
  if (rows.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
      {rows.map(([name, value]) => (
        <div key={String(name)} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="thin-scroll max-h-44 min-w-0 overflow-y-auto">
      <h2 className="mb-1 font-medium text-muted-foreground text-xs">{title}</h2>
      <div className="text-sm">{children}</div>
    </div>
  );
}

function Nothing() {
  return <p className="text-muted-foreground text-sm">The trace does not say.</p>;
}
