import type { RunComparison } from '@/lib/domain/compare/compare-runs';
import { PARAMETER_FACTS, VERSION_FACTS } from '@/lib/domain/compare/compare-facts';
import { isMinor } from '@/lib/domain/compare/compare-steps';
import type { RunFacts } from '@/lib/domain/run/run';
import { formatNumber } from '@/lib/format';
import { ClaimsDiff } from './claims-diff';
import { ComparePart } from './compare-part';
import { FactsDiff } from './facts-diff';
import { FindingsDiff } from './findings-diff';
import { PassagesDiff } from './passages-diff';
import { PromptsDiff } from './prompts-diff';
import { type StepRows, StepsDiff } from './steps-diff';
import { ValueDiff } from './value-diff';

interface RunDifferenceProps {
  comparison: RunComparison;
  /** What is the same is shown too. */
  isAll: boolean;
  firstSteps: StepRows;
  loadSteps: (from: number) => Promise<StepRows | null>;
}

/** Facts that a part of their own or the summary tells. */
const SHOWN_ABOVE: readonly (keyof RunFacts)[] = [
  ...VERSION_FACTS,
  ...PARAMETER_FACTS,
  'instructions',
  'renderedPrompt',
  'usage',
  'costUsd',
  'latencyMs',
];

/** The parts of a comparison, what came out first. */
export function RunDifference({ comparison, isAll, firstSteps, loadSteps }: RunDifferenceProps) {
  const { output, facts, passages, steps, claims, evidence, findings, prompts } = comparison;
  const count = (rows: readonly { status: string }[]) => rows.filter(({ status }) => status !== 'same').length;
  const shown = <T extends { status: string }>(rows: readonly T[]) => (isAll ? rows : rows.filter(({ status }) => status !== 'same'));
  const outputCount = output.kind === 'text' ? output.changes.filter(({ kind }) => kind !== 'same').length : output.changes.length;
  const others = facts.filter(({ field }) => !SHOWN_ABOVE.includes(field as keyof RunFacts));
  const differingSteps = steps.filter((step) => !isMinor(step)).length;
  return (
    <div className="grid gap-3">
      <ComparePart id="output" title="Output" count={outputCount} isShown={isAll}>
        <ul>
          <li
            {...(outputCount > 0 ? { 'data-difference': '', tabIndex: -1 } : {})}
            className="rounded-md outline-offset-4 focus:outline-2 focus:outline-ring"
          >
            <ValueDiff difference={output} isFolded={!isAll} />
          </li>
        </ul>
      </ComparePart>
      <ComparePart id="claims" title="Claims by evidence" count={count(claims)} isShown={isAll}>
        <ClaimsDiff claims={shown(claims)} evidence={evidence} />
      </ComparePart>
      <ComparePart id="findings" title="Findings" count={count(findings)} isShown={isAll}>
        <FindingsDiff findings={shown(findings)} />
      </ComparePart>
      <ComparePart id="prompts" title="Prompts" count={prompts.length} isShown={isAll}>
        <PromptsDiff prompts={prompts} isFolded={!isAll} />
      </ComparePart>
      <ComparePart id="context" title="Passages" count={count(passages)} isShown={isAll}>
        <PassagesDiff passages={shown(passages)} />
      </ComparePart>
      <ComparePart
        id="steps"
        title="Steps"
        count={differingSteps}
        note={`${formatNumber(steps.length)} aligned rows`}
        isShown={isAll && steps.length > 0}
      >
        <StepsDiff key={String(isAll)} first={firstSteps} load={loadSteps} />
      </ComparePart>
      <ComparePart id="facts" title="Other facts" count={count(others)} isShown={isAll}>
        <FactsDiff facts={shown(others)} />
      </ComparePart>
    </div>
  );
}
