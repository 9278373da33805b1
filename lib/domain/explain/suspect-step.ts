// The steps of a run as suspicion sees them: in order of time, each with who took it and what it said.
import { compareNs } from '@/lib/domain/run/nanoseconds';
import type { AssembledRun, AssembledStep, StepKind } from '@/lib/domain/run/run';
import { isMissing } from '@/lib/domain/step-mark';
import type { StepText } from './step-text';

export interface SuspectStep {
  stepId: string;
  name: string;
  agent: string;
  kind: StepKind;
  /** `decides`: a model or an agent, which can be wrong by itself; `executes`: a tool, a search, a parser, which does what it is told. */
  role: 'decides' | 'executes';
  text: string;
  /** For good: no later step of the same name passed. */
  hasFailed: boolean;
  error: string | null;
}

const DECIDES: readonly StepKind[] = ['LLM', 'AGENT', 'CHAIN', 'ROUTE', 'FALLBACK'];
/** Neither a cause nor a reaction to one. */
const LEFT_OUT: readonly StepKind[] = ['REVIEW', 'EVENT', 'EVALUATION', 'EMBEDDING'];

/** Leaves only, because a step that holds others says what they said; a container that failed by itself is kept. */
export function suspectSteps({ steps }: AssembledRun, texts: ReadonlyMap<string, StepText>): SuspectStep[] {
  const byId = new Map(steps.map((step) => [step.stepId, step]));
  const failedBelow = new Set(steps.flatMap(({ status, parentId }) => (status === 'error' && parentId !== null ? [parentId] : [])));
  const lastPassed = new Map(steps.flatMap(({ name, status }, at) => (status === 'ok' ? [[name, at] as const] : [])));
  const parents = new Set(steps.flatMap(({ parentId }) => parentId ?? []));
  const broken = new Set(steps.filter(({ status, name }, at) => status === 'error' && (lastPassed.get(name) ?? -1) < at));
  return steps
    .filter(({ kind, mark }) => !LEFT_OUT.includes(kind) && !isMissing(mark))
    .filter(({ stepId, status }) => !parents.has(stepId) || (status === 'error' && !failedBelow.has(stepId)))
    .sort(byStart)
    .map((step) => ({
      stepId: step.stepId,
      name: step.name,
      agent: agentOf(step, byId),
      kind: step.kind,
      role: DECIDES.includes(step.kind) ? 'decides' : 'executes',
      text: texts.get(step.stepId)?.output ?? '',
      hasFailed: broken.has(step),
      error: step.error,
    }));
}

function byStart(a: AssembledStep, b: AssembledStep): number {
  return a.startNs === null || b.startNs === null ? 0 : compareNs(a.startNs, b.startNs);
}

/** The nearest agent above the step (or itself); a step without one is its own agent. Bounded, so that a loop of parents ends. */
function agentOf(step: AssembledStep, byId: ReadonlyMap<string, AssembledStep>): string {
  let at: AssembledStep | undefined = step;
  for (let depth = 0; at && depth < 64; depth++) {
    if (at.kind === 'AGENT') return at.name;
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return step.name;
}
