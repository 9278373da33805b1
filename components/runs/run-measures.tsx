import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import { formatCostUsd, formatDurationMs, formatInstant, formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';

/** Times, tokens, cost and versions of a run in one line. */
export function RunMeasures({ project, run }: { project: string; run: RunDetail }) {
  const { facts } = run.record;
  const { usage } = facts;
  const tokens =
    usage?.inputTokens === undefined && usage?.outputTokens === undefined
      ? null
      : `${usage?.inputTokens === undefined ? '?' : formatNumber(usage.inputTokens)} in, ${usage?.outputTokens === undefined ? '?' : formatNumber(usage.outputTokens)} out`;
  const rows: [name: string, value: string | null | undefined, href?: string | undefined][] = [
    ['Started', facts.startedAt ? formatInstant(facts.startedAt) : null],
    ['Took', facts.latencyMs === undefined ? null : formatDurationMs(facts.latencyMs)],
    ['Tokens', tokens],
    ['Cost', facts.costUsd === undefined ? null : formatCostUsd(facts.costUsd)],
    ['Model', [facts.modelName, facts.systemFingerprint].filter(Boolean).join(' · ') || null],
    ['Environment', facts.environment],
    ['Release', facts.release],
    ['Session', facts.sessionId, facts.sessionId ? paths.session(project, facts.sessionId, { run: run.record.runId }) : undefined],
    ['User', facts.userId, facts.userId && facts.userId !== '•••' ? paths.runs(project, { user_id: facts.userId }) : undefined],
    ['Source', run.record.source],
  ];
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
      {rows.map(([name, value, href]) =>
        value ? (
          <div key={name} className="flex gap-1.5">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="tabular">
              {href ? (
                <Link href={href} prefetch={false} className="text-link underline-offset-2 hover:underline">
                  <PlainText text={value} />
                </Link>
              ) : (
                <PlainText text={value} />
              )}
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
