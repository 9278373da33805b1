// The steps of a run as suspicion sees them: in order of time, each with who took it and what it said.
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
  return steps
    .map((step, order) => ({ step, order }))
    .filter(({ step }) => !LEFT_OUT.includes(step.kind) && !isMissing(step.mark))
    .filter(({ step }) => !parents.has(step.stepId) || (step.status === 'error' && !failedBelow.has(step.stepId)))
    .sort((a, b) => byStart(a.step, b.step) || a.order - b.order)
    .map(({ step, order }) => ({
      stepId: step.stepId,
      name: step.name,
      agent: agentOf(step, byId),
      kind: step.kind,
      role: DECIDES.includes(step.kind) ? 'decides' : 'executes',
      text: texts.get(step.stepId)?.output ?? '',
      hasFailed: step.status === 'error' && (lastPassed.get(step.name) ?? -1) < order,
      error: step.error,
    }));
}

function byStart(a: AssembledStep, b: AssembledStep): number {
  if (a.startNs === null || b.startNs === null) return 0;
  const [left, right] = [BigInt(a.startNs), BigInt(b.startNs)];
  return left < right ? -1 : left > right ? 1 : 0;
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
