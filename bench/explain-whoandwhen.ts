// How often the step, and the agent, that people blamed is what Explain points to, beside baselines, on runs that other people labelled.
// npx tsx bench/explain-whoandwhen.ts --data ../shared/data [--fit]   (--fit fits the weights on the tuning half and prints them)
import { parseArgs } from 'node:util';
import { wilsonInterval } from '@/lib/domain/statistics/wilson-interval';
import { fitWeights } from './suspects/fit-weights';
import { chanceOf, type Hits, hitsOf, POINTERS } from './suspects/point';
import { type BlamedRun, loadBlamedRuns } from './suspects/whoandwhen';

const { values } = parseArgs({
  options: { data: { type: 'string', default: '../shared/data' }, fit: { type: 'boolean', default: false } },
});
const runs = loadBlamedRuns(values.data);

if (values.fit) console.log(fitWeights(runs.filter(({ half }) => half === 'tuned')));
else {
  for (const half of ['held out', 'tuned'] as const)
    table(
      `${half}`,
      runs.filter((run) => run.half === half),
    );
  for (const set of ['Algorithm-Generated', 'Hand-Crafted'] as const)
    table(
      `held out, ${set}`,
      runs.filter((run) => run.half === 'held out' && run.set === set),
    );
}

function table(title: string, of: readonly BlamedRun[]): void {
  const steps = of.reduce((sum, run) => sum + run.steps.length, 0) / of.length;
  const agents = of.reduce((sum, run) => sum + new Set(run.steps.map(({ agent }) => agent)).size, 0) / of.length;
  console.log(`\n${title}: ${of.length} runs, ${steps.toFixed(1)} steps and ${agents.toFixed(1)} agents a run`);
  console.log(row('', ['step first', 'step of three', 'agent first', 'agent of three']));
  for (const { name, point } of POINTERS) {
    const sums = summed(of.map((run) => hitsOf(run, point(run))));
    console.log(
      row(
        name,
        columns(sums).map((hits) => figure(hits, of.length)),
      ),
    );
  }
  const chance = summed(of.map(chanceOf));
  console.log(
    row(
      'chance (expected)',
      columns(chance).map((hits) => `${((100 * hits) / of.length).toFixed(1)} %`),
    ),
  );
}

function summed(all: readonly Hits[]): Hits {
  const sum = (pick: (hits: Hits) => number) => all.reduce((total, hits) => total + pick(hits), 0);
  return {
    step: sum((h) => h.step),
    stepOfThree: sum((h) => h.stepOfThree),
    agent: sum((h) => h.agent),
    agentOfThree: sum((h) => h.agentOfThree),
  };
}

function columns({ step, stepOfThree, agent, agentOfThree }: Hits): number[] {
  return [step, stepOfThree, agent, agentOfThree];
}

function figure(hits: number, all: number): string {
  const { low, high } = wilsonInterval(hits, all) ?? { low: 0, high: 1 };
  return `${hits} ${((100 * hits) / all).toFixed(1)} % [${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)}]`;
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(18)} ${cells.map((cell) => cell.padEnd(20)).join(' ')}`;
}
