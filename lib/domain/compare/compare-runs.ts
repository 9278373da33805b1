// Two runs side by side as a reader goes through them: what explains, where they part, and every part aligned.
import { alignRuns, type RunAlignment } from './align-runs';
import type { ComparableRun } from './comparable-run';
import {
  type ClaimDifference,
  compareClaims,
  compareFindings,
  type EvidenceCount,
  evidenceCounts,
  type FindingDifference,
} from './compare-claims';
import { compareFacts, type FactDifference } from './compare-facts';
import { compareMeasures, type MeasureDifference, type RunMeasures } from './compare-measures';
import { comparePassages, type PassageDifference } from './compare-passages';
import { comparePrompts, type PromptDifference, type StepPrompts } from './compare-prompts';
import { compareSteps, type StepDifference } from './compare-steps';
import { compareOutputs, type OutputDifference } from './compare-values';
import { type FirstDivergence, firstDivergence } from './first-divergence';

export interface RunComparison {
  facts: FactDifference[];
  prompts: PromptDifference[];
  measures: MeasureDifference[];
  steps: StepDifference[];
  passages: PassageDifference[];
  claims: ClaimDifference[];
  evidence: EvidenceCount[];
  findings: FindingDifference[];
  output: OutputDifference;
  divergence: FirstDivergence | null;
}

export type ComparedRun = ComparableRun & { measures: RunMeasures; prompts: StepPrompts };

/** What is left `removed`, what is right `added`. */
export function compareRuns(left: ComparedRun, right: ComparedRun, alignment: RunAlignment = alignRuns(left, right)): RunComparison {
  const facts = compareFacts(left.facts, right.facts);
  const steps = compareSteps(alignment.steps);
  const output = compareOutputs(left.output, right.output);
  const isSameInput = facts.every(({ field, status }) => field !== 'input' || status === 'same');
  const isSameOutput = output.kind === 'text' ? output.changes.every(({ kind }) => kind === 'same') : output.changes.length === 0;
  return {
    facts,
    prompts: comparePrompts(left, right, alignment.steps),
    measures: compareMeasures(left, right),
    steps,
    passages: comparePassages(left.passages, right.passages, alignment.passages),
    claims: compareClaims(left.claims, right.claims, alignment.claims),
    evidence: evidenceCounts(left.claims, right.claims),
    findings: compareFindings(left.findings, right.findings, alignment.findings),
    output,
    divergence: firstDivergence({ isSameInput, isSameOutput }, steps),
  };
}
