import { ArrowUpRight, ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { RiskBar } from '@/components/evidence/risk-bar';
import { CopyButton } from '@/components/ui/copy-button';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { Tooltip } from '@/components/ui/tooltip';
import { formatNumber } from '@/lib/format';
import { WhyQueued } from './why-queued';

export interface HeaderFacts {
  queue: { title: string; href: string };
  progress: { waiting: number; done: number; escalated: number };
  dueAt: string | null;
  reasons: readonly { rule: string; detail: string }[];
  risk: { score: number; terms: readonly { name: string; contribution: number }[] } | null;
  run: { id: string; name: string | null; href: string };
}

/** Where we are in the queue, how long we have, why this run is here, and its ID. */
export function ReviewHeader({ facts, lease, actions }: { facts: HeaderFacts; lease: ReactNode; actions: ReactNode }) {
  const { queue, progress, dueAt, reasons, risk, run } = facts;
  const total = progress.waiting + progress.done + progress.escalated;
  return (
    <header className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-border border-b px-3 py-1 text-sm">
      <Link href={queue.href} className="inline-flex min-h-6 items-center gap-0.5 text-muted-foreground hover:text-foreground">
        <ChevronLeft aria-hidden className="size-4" />
        {queue.title}
      </Link>
      <h1 className="sr-only">
        Review of run {run.id} {run.name ?? ''}
      </h1>
      <Tooltip
        content={`${formatNumber(progress.waiting)} waiting, ${formatNumber(progress.done)} done, ${formatNumber(progress.escalated)} escalated`}
      >
        <span className="inline-flex items-center gap-2" tabIndex={-1}>
          <span className="tabular">
            {formatNumber(progress.done)}
            <span className="text-muted-foreground">/{formatNumber(total)}</span>
          </span>
          <Progress
            label="Queue"
            total={total}
            className="w-20"
            parts={[
              { name: 'done', value: progress.done, tone: 'success' },
              { name: 'escalated', value: progress.escalated, tone: 'warning' },
            ]}
          />
        </span>
      </Tooltip>
      {lease}
      {dueAt ? (
        <span className="text-muted-foreground">
          due <RelativeTime at={dueAt} className="text-foreground" />
        </span>
      ) : null}
      <WhyQueued reasons={reasons} risk={risk} />
      {risk ? <RiskBar risk={risk.score} /> : null}
      <div className="ms-auto flex items-center gap-1">
        <Link
          href={run.href}
          prefetch={false}
          target="_blank"
          className="inline-flex min-h-6 max-w-56 items-center gap-1 font-mono text-xs hover:underline"
          title={`Open the run ${run.id}`}
        >
          <span className="truncate">{run.id}</span>
          <ArrowUpRight aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
        </Link>
        <CopyButton text={run.id} what="run ID" />
        {actions}
      </div>
    </header>
  );
}
