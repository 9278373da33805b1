import { CopyButton } from '@/components/ui/copy-button';
import { Badge } from '@/components/ui/badge';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { isoMicros } from '@/lib/domain/instant';
import { formatCostUsd, formatDurationMs, formatNumber } from '@/lib/format';
import { PlainText } from '@/components/evidence/plain-text';
import { fineDuration } from './fine-duration';
import { KindIcon } from './kind-icon';

/** Name, kind, status and the measures of a step. */
export function StepHead({ step }: { step: CanonicalStep }) {
  const { kind, sourceKind, name, status, stepId, facts } = step;
  const durationMs = step.startNs === null || step.endNs === null ? null : Number(step.endNs - step.startNs) / 1e6;
  const { usage = {} } = facts;
  const count = (tokens: number | undefined) => (tokens === undefined ? null : formatNumber(tokens));
  const rows: [string, string | null][] = [
    ['Started', step.startNs === null ? null : isoMicros(step.startNs).slice(11, -1)],
    [
      'Took',
      durationMs === null ? null : durationMs < 0 ? `ended ${fineDuration(-durationMs)} before it started` : fineDuration(durationMs),
    ],
    ['First token', facts.timeToFirstTokenMs === undefined ? null : formatDurationMs(facts.timeToFirstTokenMs)],
    ['Model', [facts.provider, facts.modelName ?? facts.requestModel].filter(Boolean).join(' / ') || null],
    ['Prompt', [facts.promptId, facts.promptVersion].filter(Boolean).join(' @ ') || null],
    ['Tool', facts.toolName ?? null],
    ['Finished', facts.finishReason ?? null],
    ['Tokens in', count(usage.inputTokens)],
    ['of these cached', count(usage.cachedInputTokens)],
    ['written to cache', count(usage.cacheWriteTokens)],
    ['Tokens out', count(usage.outputTokens)],
    ['of these reasoning', count(usage.reasoningTokens)],
    ['Cost', facts.costUsd === undefined ? null : formatCostUsd(facts.costUsd)],
  ];
  return (
    <header className="border-border border-b px-4 py-3">
      <div className="flex items-center gap-2">
        <KindIcon kind={kind} />
        <h2 className="min-w-0 break-words font-semibold text-base">
          <PlainText text={name} />
        </h2>
        <Badge tone={status === 'error' ? 'danger' : status === 'ok' ? 'success' : 'neutral'}>
          {status === 'error' ? 'failed' : status}
        </Badge>
      </div>
      <p className="mt-0.5 flex items-center gap-1 text-muted-foreground text-xs">
        <span>{kind.toLowerCase()}</span>
        {sourceKind && sourceKind.toLowerCase() !== kind.toLowerCase() ? <span>(sent as {sourceKind})</span> : null}
        <span aria-hidden>·</span>
        <code className="truncate font-mono">{stepId}</code>
        <CopyButton text={stepId} what="step ID" />
      </p>
      <dl className="mt-1.5 grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-3 gap-y-1 text-xs">
        {rows.map(([title, value]) =>
          value === null ? null : (
            <div key={title} className="min-w-0">
              <dt className="text-muted-foreground">{title}</dt>
              <dd className="tabular break-words">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
    </header>
  );
}
