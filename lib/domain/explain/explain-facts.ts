// What the rules of Explain read, computed once a run: findings by code, claims by state, the decision, siblings, drift.
import { groupBy } from '@/lib/domain/group-by';
import type { AnchoredClaim, EvidenceState, Finding } from '@/lib/domain/evidence';
import type { AssembledStep } from '@/lib/domain/run/run';
import type { RunItem, RunReview } from '@/lib/domain/run/run-detail';
import type { TracedRun } from '@/lib/domain/trace-boundary';
import { type TraceMap, traceMap } from '@/lib/domain/trace-map';
import type { Layer } from './explanation';
import type { StepText } from './step-text';

/** A run as its page has it; a RunDetail is one. */
export interface ExplainedRun extends TracedRun {
  usedPassages: readonly number[];
  unapplied: readonly unknown[];
}

/** Runs with the same or nearly the same input, the run itself left out. */
export interface SiblingGroup {
  runs: number;
  /** Routes they took, the commonest first; runs without a route are not in it. */
  routes: { route: string; runs: number }[];
  /** The sibling that tells most: under another prompt version, model or route. */
  telling: { runId: string; differs: string[]; promptVersion: string | null } | null;
}

/** What is known of drift where this run stands. Null, not empty, when nobody watches. */
export interface DriftSignals {
  /** Distributions that are compared with a reference window and hold this run's slice. */
  watched: number;
  alarms: {
    alarmId: string /** “Refusals 2.1 % → 6.4 % in route refund”. */;
    summary: string;
    since: string;
    effect: string;
    layer: Layer;
  }[];
}

export interface ExplainInput {
  run: ExplainedRun;
  /** Of this run, where it was drawn already. */
  map?: TraceMap;
  /** What steps took in and gave out, by step id; absent: not read. */
  texts?: ReadonlyMap<string, StepText>;
  stepsNotRead?: number;
  siblings?: SiblingGroup | null;
  drift?: DriftSignals | null;
}

export interface ExplainFacts extends ExplainInput {
  map: TraceMap;
  found(code: string): readonly Finding[];
  /** Claims that say something: a field that was left empty says nothing that could be in a source. */
  claims: readonly AnchoredClaim[];
  claimsIn(...states: EvidenceState[]): readonly AnchoredClaim[];
  stepById: ReadonlyMap<string, AssembledStep>;
  /** Failed steps that no later attempt of the same name made good. */
  brokenSteps: readonly AssembledStep[];
  /** The submit or amendment in force. */
  decision: RunReview | null;
  openItem: RunItem | null;
  /** Whether the checks have spoken about this revision. */
  isChecked: boolean;
}

export function explainFacts(input: ExplainInput): ExplainFacts {
  const { run } = input;
  const byCode = groupBy(run.findings, ({ code }) => code);
  const claims = run.claims.filter(({ kind, value }) => kind === 'sentence' || value !== null);
  const lastPassed = new Map(run.record.steps.flatMap(({ name, status }, at) => (status === 'ok' ? [[name, at] as const] : [])));
  return {
    ...input,
    map: input.map ?? traceMap(run),
    found: (code) => byCode.get(code) ?? [],
    claims,
    claimsIn: (...states) => claims.filter(({ state }) => states.includes(state)),
    stepById: new Map(run.record.steps.map((step) => [step.stepId, step])),
    brokenSteps: run.record.steps.filter(({ status, name }, at) => status === 'error' && (lastPassed.get(name) ?? -1) < at),
    decision: run.reviews.filter(({ verb }) => verb === 'submit' || verb === 'amend').at(-1) ?? null,
    openItem: run.items.find(({ state }) => ['waiting', 'leased', 'escalated'].includes(state)) ?? null,
    isChecked: run.evaluatedAt !== null,
  };
}
