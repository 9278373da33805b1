// Prints the figures of one ranking of answers: per task and over all, within one generator, and of sentences.
import { groupBy } from '@/lib/domain/group-by';
import { auroc, averagePrecision, badAmongFirst, bestThreshold, brier, calibrationError, f1At, foundWithin, type Scored } from './metrics';
import type { LabelledAnswer } from './ragtruth-answers';

const TASKS = ['qa', 'summary', 'data2txt'] as const;

export interface Ranking {
  name: string;
  scores: readonly number[];
  /** Folds that the scores were cross-validated by; thresholds are chosen outside of them. */
  folds: readonly number[];
  /** The scores are probabilities, so that calibration has a meaning. */
  isProbability?: boolean;
  sentences?: readonly (Scored & { answer: number })[];
}

export function printRanking(answers: readonly LabelledAnswer[], { name, scores, folds, isProbability, sentences }: Ranking): void {
  const scored = answers.map(({ marks }, index): Scored => ({ score: scores[index] ?? 0, isBad: marks.length > 0 }));
  const of = (task: string | null) => answers.flatMap((answer, index) => (task === null || answer.task === task ? [index] : []));
  console.log(`\n${name}`);
  console.log('  task      AUROC  within a generator  AP     bad in first 10 %  found at 20 %, 30 %  F1     Brier  ECE');
  for (const task of [...TASKS, null]) {
    const places = of(task);
    const list = places.map((index) => scored[index] as Scored);
    const figures = [auroc(list), withinGenerator(answers, scored, places), averagePrecision(list), badAmongFirst(list, 0.1)];
    const [area, within, precision, first] = figures.map((figure) => figure.toFixed(3));
    const found = `${foundWithin(list, 0.2).toFixed(3)}, ${foundWithin(list, 0.3).toFixed(3)}`;
    const f1 = f1Outside(scored, folds, places).toFixed(3);
    const sure = isProbability ? `${brier(list).toFixed(3)}  ${calibrationError(list).toFixed(3)}` : '—      —';
    console.log(
      `  ${(task ?? 'all').padEnd(9)} ${area}  ${within}               ${precision}  ${first}              ${found}         ${f1}  ${sure}`,
    );
  }
  console.log(
    `  tasks weighted alike: AUROC ${mean(TASKS.map((task) => auroc(of(task).map((index) => scored[index] as Scored)))).toFixed(3)}`,
  );
  if (sentences)
    console.log(
      `  sentences: ${TASKS.map((task) => {
        const list = sentences.filter(({ answer }) => answers[answer]?.task === task);
        return `${task} AUROC ${auroc(list).toFixed(3)} AP ${averagePrecision(list).toFixed(3)}`;
      }).join(', ')}`,
    );
}

/** Each fold is judged at the threshold that was best on the others. */
function f1Outside(scored: readonly Scored[], folds: readonly number[], places: readonly number[]): number {
  const decided = [...new Set(folds)].flatMap((fold) => {
    const threshold = bestThreshold(places.flatMap((index) => (folds[index] === fold ? [] : [scored[index] as Scored])));
    return places.flatMap((index): Scored[] =>
      folds[index] === fold
        ? [{ score: (scored[index] as Scored).score >= threshold ? 1 : 0, isBad: (scored[index] as Scored).isBad }]
        : [],
    );
  });
  return f1At(decided, 1);
}

/** AUROC among answers of one model to one task, weighted by its pairs: what remains when style cannot tell who wrote the answer. */
export function withinGenerator(answers: readonly LabelledAnswer[], scored: readonly Scored[], places: readonly number[]): number {
  const groups = groupBy(
    places,
    (index) => `${answers[index]?.task} ${answers[index]?.model}`,
    (index) => scored[index] as Scored,
  );
  let [sum, pairs] = [0, 0];
  for (const group of groups.values()) {
    const bad = group.filter(({ isBad }) => isBad).length;
    const weight = bad * (group.length - bad);
    if (weight === 0) continue;
    sum += auroc(group) * weight;
    pairs += weight;
  }
  return sum / pairs;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
