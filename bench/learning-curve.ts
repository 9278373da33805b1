// How the order of a queue gets better as reviewers decide, through the public API of a started Countersign: a project a draw,
// answers that people judged, 0 to 400 of them reviewed as the people said, the rest measured.
// COUNTERSIGN_DATA_DIR=… node --conditions=react-server --import tsx bench/learning-curve.ts --url http://localhost:3000
//   [--data ../shared/data] [--draws 10] [--set financebench] [--stages 0,25,50,100] [--questions 40] [--in-process [--weights FILE]]
//   [--only-sources FILE]: RAGTruth sources to use, one a line, as `npm run fit:risk -- --left-out FILE` writes those that it did not see
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readWeights } from '@/lib/data/checking/sentence-weights';
import { auroc, badAmongFirst, foundWithin, type Scored } from './evidence/metrics';
import { randomFrom } from './evidence/random';
import { makeProjects } from './learning/bench-projects';
import { type CurvePoint, curveDraw } from './learning/curve-draw';
import { inProcessDraw, scoreOnce } from './learning/in-process-draw';
import { financebenchRuns, type LabelledRun, mtragRuns, ragtruthRuns } from './learning/labelled-runs';
import { ReviewApi } from './reviewers/review-api';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    data: { type: 'string', default: process.env.COUNTERSIGN_SHARED ? `${process.env.COUNTERSIGN_SHARED}/data` : '../shared/data' },
    draws: { type: 'string', default: '10' },
    set: { type: 'string', multiple: true, default: ['financebench', 'financebench-refusals', 'ragtruth', 'mtrag'] },
    stages: { type: 'string', default: '0,25,50,100,200,400' },
    questions: { type: 'string', default: '40' },
    'in-process': { type: 'boolean', default: false },
    weights: { type: 'string' },
    'only-sources': { type: 'string' },
  },
});
const stages = values.stages.split(',').map(Number);
const draws = Number(values.draws);

const SETS: Record<string, (random: () => number) => LabelledRun[]> = {
  financebench: () => financebenchRuns(values.data, false),
  'financebench-refusals': () => financebenchRuns(values.data, true),
  ragtruth: (random) => ragtruthRuns(values.data, Number(values.questions), random, onlySources()),
  mtrag: () => mtragRuns(values.data),
};
const FIGURES: [name: string, of: (scored: readonly Scored[]) => number][] = [
  ['AUROC', auroc],
  ['bad in the first tenth', (scored) => badAmongFirst(scored, 0.1)],
  ['found at 20 %', (scored) => foundWithin(scored, 0.2)],
];

for (const set of values.set) {
  const runsOf = SETS[set];
  if (!runsOf) throw new Error(`There is no set "${set}". Choose of: ${Object.keys(SETS).join(', ')}.`);
  const drawn = values['in-process'] ? drawnInProcess(runsOf) : await drawnByHttp(set, runsOf);
  if (values['in-process']) report(set, drawn);
}
process.exit(0);

function onlySources(): ReadonlySet<string> | null {
  const path = values['only-sources'];
  return path === undefined ? null : new Set(readFileSync(path, 'utf8').trim().split('\n'));
}

/** Takes long, so what is known is told after every draw. */
async function drawnByHttp(set: string, runsOf: (random: () => number) => LabelledRun[]): Promise<CurvePoint[][]> {
  const drawn: CurvePoint[][] = [];
  for (const [index, key] of (await makeProjects(draws)).entries()) {
    const random = randomOf(index);
    drawn.push(await curveDraw(new ReviewApi(values.url, key), runsOf(random), stages, random));
    if (index > 0) report(set, drawn);
    console.error(`${set}: draw ${index + 1} of ${draws}`);
  }
  return drawn;
}

/** Every draw has the same answers; which are reviewed and which are tested differs. */
function drawnInProcess(runsOf: (random: () => number) => LabelledRun[]): CurvePoint[][] {
  const scored = scoreOnce(runsOf(randomOf(0)), values.weights ? readWeights(values.weights) : undefined);
  return Array.from({ length: draws }, (_, index) => inProcessDraw(scored, stages, randomOf(index)));
}

/** The first numbers of neighbouring seeds are alike. */
function randomOf(index: number): () => number {
  const random = randomFrom(1000 + index);
  for (let n = 0; n < 20; n++) random();
  return random;
}

function report(set: string, drawn: readonly CurvePoint[][]): void {
  const tested = drawn.map((points) => points[0]?.served ?? []);
  const bad = mean(tested.map((scored) => scored.filter(({ isBad }) => isBad).length / scored.length));
  console.log(
    `\n${set}: ${draws} draws, ${Math.round(mean(tested.map(({ length }) => length)))} answers tested, ${(100 * bad).toFixed(0)} % bad`,
  );
  for (const kind of ['served', 'proposed'] as const) {
    console.log(kind === 'served' ? '  as the product chooses' : '  newest version put in force by hand where it was not worse');
    for (const stage of stages) {
      const points = drawn.flatMap((list) => list.filter(({ verdicts }) => verdicts === stage));
      if (points.length < drawn.length) continue;
      const line = FIGURES.map(([name, of]) => {
        const now = points.map((point) => of(point[kind]));
        const gain = now.map((value, index) => value - of(tested[index] ?? []));
        return `${name} ${withError(now)}${stage === 0 ? '' : ` (${mean(gain) >= 0 ? '+' : ''}${withError(gain)})`}`;
      });
      const better = points.filter(({ judgement }) => judgement === 'better').length;
      console.log(`    ${String(stage).padStart(3)} verdicts  ${line.join('  ')}${stage === 0 ? '' : `  judged better in ${better}`}`);
    }
  }
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}

/** Mean and its standard error over draws; gains are paired, each draw with its own start. */
function withError(list: readonly number[]): string {
  const middle = mean(list);
  const error = Math.sqrt(list.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (list.length - 1) / list.length);
  return `${middle.toFixed(3)} ± ${error.toFixed(3)}`;
}
