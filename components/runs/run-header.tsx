import { PlainText } from '@/components/evidence/plain-text';
import { RiskBar } from '@/components/evidence/risk-bar';
import { CopyButton } from '@/components/ui/copy-button';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import { RunOutcome } from './run-outcome';
import type { ReactNode } from 'react';

interface RunHeaderProps {
  run: RunDetail;
  /** Switches and links on the right. */
  actions: ReactNode;
}

/** Which run this is, what became of it, and how risky it was judged. */
export function RunHeader({ run, actions }: RunHeaderProps) {
  const { summary, record, risk, reviewOutcome, items } = run;
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <h1 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold text-lg">
          <PlainText text={record.facts.name ?? summary.name ?? 'Run'} />
          <RunOutcome
            outcome={reviewOutcome}
            phase={summary.phase}
            isWaiting={items.some(({ state }) => state === 'waiting' || state === 'leased' || state === 'escalated')}
          />
        </h1>
        <p className="flex items-center gap-1 text-muted-foreground text-sm">
          <PlainText text={record.runId} className="break-all font-mono" />
          <CopyButton text={record.runId} what="run ID" />
          <span
            className="ms-2 inline-flex items-center gap-1.5"
            title={
              risk
                ? risk.terms.map(({ name, contribution }) => `${name} ${contribution >= 0 ? '+' : ''}${contribution.toFixed(2)}`).join('\n')
                : undefined
            }
          >
            Risk <RiskBar risk={risk?.score ?? null} className="text-foreground" />
          </span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">{actions}</div>
    </header>
  );
}
