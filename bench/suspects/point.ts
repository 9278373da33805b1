// Ways to point at steps of a failed run: Explain, and the baselines that need no reading.
import { rankSuspects } from '@/lib/domain/explain/rank-suspects';
import type { SuspectStep } from '@/lib/domain/explain/suspect-step';
import type { BlamedRun } from './whoandwhen';

export interface Hits {
  step: number;
  stepOfThree: number;
  agent: number;
  agentOfThree: number;
}

export const POINTERS: { name: string; point(run: BlamedRun): SuspectStep[] }[] = [
  {
    name: 'Explain',
    point: ({ steps, question, answer }) => {
      const byId = new Map(steps.map((step) => [step.stepId, step]));
      return rankSuspects(steps, { question, answer, unsupported: [] }).flatMap(({ stepId }) => byId.get(stepId) ?? []);
    },
  },
  { name: 'last step', point: ({ steps }) => [...steps].reverse() },
  { name: 'first step', point: ({ steps }) => [...steps] },
  { name: 'busiest agent', point: ({ steps }) => byBusiest(steps) },
];

/** Steps of the agent with most turns, in order, then those of the next. */
function byBusiest(steps: readonly SuspectStep[]): SuspectStep[] {
  const turns = new Map<string, number>();
  for (const { agent } of steps) turns.set(agent, (turns.get(agent) ?? 0) + 1);
  return steps
    .map((step, at) => ({ step, at }))
    .sort((a, b) => (turns.get(b.step.agent) ?? 0) - (turns.get(a.step.agent) ?? 0) || a.at - b.at)
    .map(({ step }) => step);
}

export function hitsOf(run: BlamedRun, pointed: readonly SuspectStep[]): Hits {
  const three = pointed.slice(0, 3);
  return {
    step: Number(three[0]?.stepId === run.blamedStep),
    stepOfThree: Number(three.some(({ stepId }) => stepId === run.blamedStep)),
    agent: Number(three[0]?.agent === run.blamedAgent),
    agentOfThree: Number(three.some(({ agent }) => agent === run.blamedAgent)),
  };
}

/** What three different steps drawn by chance hit on average, exactly. */
export function chanceOf({ steps, blamedStep, blamedAgent }: BlamedRun): Hits {
  const n = steps.length;
  const isThere = Number(steps.some(({ stepId }) => stepId === blamedStep));
  const own = steps.filter(({ agent }) => agent === blamedAgent).length;
  const drawn = Math.min(3, n);
  let noneOfThree = 1;
  for (let k = 0; k < drawn; k++) noneOfThree *= Math.max(0, n - own - k) / (n - k);
  return { step: isThere / n, stepOfThree: (isThere * drawn) / n, agent: own / n, agentOfThree: 1 - noneOfThree };
}
