// Fits the weights of suspicion: a conditional logit (which step of its run was blamed?) with a ridge, by gradient descent.
import { SUSPECT_FEATURES, type SuspectFeature, suspectMeasures } from '@/lib/domain/explain/suspect-features';
import { BY_JUDGEMENT, RIDGE, SUSPECT_WEIGHTS } from '@/lib/domain/explain/suspect-weights';
import type { BlamedRun } from './whoandwhen';

const STEPS = 4000;
const RATE = 0.05;

/** Weights to two decimals; those set by judgement are kept as they are. */
export function fitWeights(runs: readonly BlamedRun[]): Record<SuspectFeature, number> {
  const rows = runs.flatMap((run) => {
    const measures = suspectMeasures(run.steps, { question: run.question, answer: run.answer, unsupported: [] });
    const blamed = run.steps.findIndex(({ stepId }) => stepId === run.blamedStep);
    return blamed < 0 ? [] : [{ blamed, x: measures.map(({ values }) => SUSPECT_FEATURES.map((feature) => values[feature])) }];
  });
  const weights = SUSPECT_FEATURES.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    const slope = weights.map((weight) => 2 * RIDGE * weight);
    for (const { blamed, x } of rows) {
      const odds = x.map((row) => Math.exp(row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0)));
      const total = odds.reduce((sum, each) => sum + each, 0);
      x.forEach((row, index) => {
        const surplus = (odds[index] ?? 0) / total - Number(index === blamed);
        row.forEach((value, at) => {
          slope[at] = (slope[at] ?? 0) + surplus * value;
        });
      });
    }
    slope.forEach((each, at) => {
      weights[at] = (weights[at] ?? 0) - (RATE / rows.length) * each * 10;
    });
  }
  return Object.fromEntries(
    SUSPECT_FEATURES.map((feature, at) => [
      feature,
      BY_JUDGEMENT.includes(feature) ? SUSPECT_WEIGHTS[feature] : Number((weights[at] ?? 0).toFixed(2)),
    ]),
  ) as Record<SuspectFeature, number>;
}
