import type { RunFacts as Facts } from '@/lib/domain/run/run';
import { formatCostUsd, formatDurationMs, formatNumber } from '@/lib/format';

/** The versions and settings that made the output; what the trace does not say is not shown (a finding says so). */
export function RunFacts({ facts }: { facts: Facts }) {
  const rows = rowsOf(facts).filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
  if (rows.length === 0) return <p className="text-muted-foreground text-sm">The trace names neither prompt nor model.</p>;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="break-words">
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function rowsOf(facts: Facts): [string, string | undefined][] {
  return [
    ['Prompt', versioned(facts.promptId, facts.promptVersion)],
    ['Model', versioned(facts.modelName, facts.modelProvider)],
    ['Temperature', facts.temperature === undefined ? undefined : String(facts.temperature)],
    ['Route', versioned(facts.route, facts.routePolicyVersion)],
    ['Route reason', facts.routeReason],
    ['Parser', facts.parserVersion],
    ['Schema', facts.schemaVersion],
    ['Finish', facts.finishReason],
    ['Retries', facts.retries ? formatNumber(facts.retries) : undefined],
    ['Fallback', facts.fallbackTaken ?? undefined],
    ['Guardrails', facts.guardrails?.map(({ name, outcome }) => `${name}: ${outcome}`).join(', ')],
    ['Validation', facts.validationErrors?.join('; ')],
    ['Confidence', facts.confidence === undefined ? undefined : String(facts.confidence)],
    ['Time', facts.latencyMs === undefined ? undefined : formatDurationMs(facts.latencyMs)],
    ['Cost', facts.costUsd === undefined ? undefined : formatCostUsd(facts.costUsd)],
    ['Environment', facts.environment],
  ];
}

function versioned(name: string | undefined, version: string | undefined): string | undefined {
  if (name === undefined) return version;
  return version === undefined ? name : `${name} · ${version}`;
}
