import Link from 'next/link';
import type { ReactNode } from 'react';
import type { PromptVersions, VersionView } from '@/lib/domain/prompt/prompt-versions';
import type { MeanMeasure, ShareMeasure } from '@/lib/domain/prompt/version-difference';
import { formatCostUsd, formatDurationMs, formatNumber, formatScore } from '@/lib/format';
import { paths } from '@/lib/paths';
import { MeanCell, type Sense, ShareCell } from './version-cell';

interface ShareRow {
  measure: ShareMeasure;
  title: string;
  hint: string;
  sense: Sense;
  runs: Record<string, string>;
}
const SHARES: readonly ShareRow[] = [
  { measure: 'findings', title: 'With findings', hint: 'runs with a finding of medium or high severity', sense: 'bad', runs: {} },
  {
    measure: 'reviewed',
    title: 'Wrong in review',
    hint: 'of decided runs, corrected or rejected; weighted by their chance to be reviewed',
    sense: 'bad',
    runs: { state: 'corrected' },
  },
  { measure: 'found', title: 'Evidence found', hint: 'of claims, with evidence in a source', sense: 'good', runs: {} },
  { measure: 'unfounded', title: 'Contradicted or missing', hint: 'of claims', sense: 'bad', runs: {} },
  { measure: 'refusals', title: 'Refused', hint: 'runs that refuse to answer', sense: 'neutral', runs: { code: 'refusal' } },
];
const MEANS: readonly { measure: MeanMeasure; title: string; sense: Sense; format: (value: number) => string }[] = [
  { measure: 'risk', title: 'Risk', sense: 'bad', format: formatScore },
  { measure: 'latencyMs', title: 'Latency', sense: 'bad', format: formatDurationMs },
  { measure: 'costUsd', title: 'Cost', sense: 'bad', format: formatCostUsd },
  { measure: 'tokens', title: 'Tokens', sense: 'neutral', format: (value) => formatNumber(Math.round(value)) },
];

/** A column a version, the base first; a row a measure, all versions on one scale. */
export function VersionTable({ project, list }: { project: string; list: PromptVersions }) {
  const { versions, promptId } = list;
  const runsOf = ({ version }: VersionView, more: Record<string, string> = {}) =>
    paths.runs(project, { prompt_id: promptId, prompt_version: version, ...more });
  return (
    <div className="thin-scroll overflow-x-auto rounded-lg border border-border bg-card">
      <table className="w-full border-collapse text-start text-sm" aria-label="Prompt versions side by side">
        <thead>
          <tr className="border-border border-b align-bottom">
            <th scope="col" className="w-44 px-3 py-2 font-medium text-muted-foreground text-xs">
              Newest runs of each version
            </th>
            {versions.map((view) => (
              <th key={view.version} scope="col" className="px-3 py-2 font-normal">
                <span className="flex items-baseline gap-2">
                  <bdi className="wrap-anywhere font-semibold">{view.version}</bdi>
                  {view.version === list.base ? <span className="text-muted-foreground text-xs">base</span> : null}
                </span>
                <span className="block text-muted-foreground text-xs">
                  <Link href={runsOf(view)} className="tabular text-link underline-offset-2 hover:underline">
                    {formatNumber(view.runs)} runs
                  </Link>
                  {view.sampled < view.runs ? `, newest ${formatNumber(view.sampled)} measured` : ''}
                </span>
                <span className="tabular block text-muted-foreground text-xs">
                  {view.firstDay} to {view.lastDay}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SHARES.map(({ measure, title, hint, sense, runs }) => {
            const scale = Math.max(0.05, ...versions.map(({ figures }) => figures[measure].interval?.high ?? 0));
            return (
              <Row key={measure} title={title} hint={hint}>
                {versions.map((view) => (
                  <td key={view.version} className="px-3 py-2 align-top">
                    <ShareCell
                      share={view.figures[measure]}
                      difference={view.difference?.shares[measure] ?? null}
                      sense={sense}
                      scale={scale}
                      href={runsOf(view, runs)}
                      what={`${title} under ${view.version}`}
                    />
                  </td>
                ))}
              </Row>
            );
          })}
          {MEANS.map(({ measure, title, sense, format }) => {
            const scale = Math.max(1e-9, ...versions.map(({ figures }) => figures[measure]?.high ?? 0));
            return (
              <Row key={measure} title={title} hint="mean of a run">
                {versions.map((view) => (
                  <td key={view.version} className="px-3 py-2 align-top">
                    <MeanCell
                      mean={view.figures[measure]}
                      difference={view.difference?.means[measure] ?? null}
                      sense={sense}
                      scale={scale}
                      format={format}
                    />
                  </td>
                ))}
              </Row>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Row({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <tr className="break-inside-avoid border-border border-b last:border-0">
      <th scope="row" className="px-3 py-2 align-top font-normal">
        <span className="block font-medium">{title}</span>
        <span className="block text-muted-foreground text-xs">{hint}</span>
      </th>
      {children}
    </tr>
  );
}
