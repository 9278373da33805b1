// What the product's ranking is held against: a plain share, who wrote the answer, and a regression over whole answers.
import type { Features } from '@/lib/domain/support/support-features';
import { fitRegression, regressionScore } from './fit-regression';
import type { LabelledSentence } from './labelled-sentences';
import type { LabelledAnswer } from './ragtruth-answers';

/** Share of an answer's content words that neither context nor question has: the rule for a first day. */
export function newWordShares(answers: readonly LabelledAnswer[], sentences: readonly LabelledSentence[]): number[] {
  const shares = answers.map(() => 0);
  for (const { answer, features } of sentences) shares[answer] = features['rest_new'] ?? 0;
  return shares;
}

/** The rate of bad answers of the same model to the same task among the other folds, and nothing of the text. */
export function generatorRates(answers: readonly LabelledAnswer[], folds: readonly number[]): number[] {
  return answers.map(({ task, model }, index) => {
    const peers = answers.filter((other, at) => folds[at] !== folds[index] && other.task === task && other.model === model);
    return (peers.filter(({ marks }) => marks.length > 0).length + 1) / (peers.length + 2);
  });
}

/** How much of the past of a model counts beside the text, which knows a part of it already. */
const HISTORY = 0.8;

/** The product's risk with a term for how answers of the same model to the same task went in the other folds, as a project's history. */
export function withHistory(risks: readonly number[], answers: readonly LabelledAnswer[], folds: readonly number[]): number[] {
  const rates = generatorRates(answers, folds);
  return risks.map((risk, index) => {
    const same = answers.filter((other, at) => folds[at] !== folds[index] && other.task === answers[index]?.task);
    const whole = same.filter(({ marks }) => marks.length > 0).length / Math.max(1, same.length);
    return logOdds(risk) + HISTORY * (logOdds(rates[index] ?? 0.5) - logOdds(whole));
  });
}

const logOdds = (share: number): number => {
  const bounded = Math.min(0.9999, Math.max(0.0001, share));
  return Math.log(bounded / (1 - bounded));
};

const MEASURED = [
  ...['new_count', 'new_share', 'new_weight', 'new_run', 'new_rarest', 'numbers_absent', 'names_absent', 'quotes_absent'],
  ...['pairs_absent', 'triples_absent', 'copied_share', 'grams_absent', 'window_one', 'window_three', 'window_outside'],
];

/** One regression a task over the mean and the worst of fifteen figures of an answer's sentences: model A of the notes, thirty columns. */
export function answerRegression(
  answers: readonly LabelledAnswer[],
  sentences: readonly LabelledSentence[],
  folds: readonly number[],
): number[] {
  const own = answers.map((): Features[] => []);
  for (const { answer, features } of sentences) own[answer]?.push(features);
  const rows = own.map((list) =>
    Float64Array.from(
      MEASURED.flatMap((name) => {
        const values = list.map((features) => features[name] ?? 0);
        const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
        return [mean, name.startsWith('window') ? Math.min(1, ...values) : Math.max(0, ...values)];
      }),
    ),
  );
  const scores = answers.map(() => 0);
  for (const task of new Set(answers.map((answer) => answer.task))) {
    for (const fold of new Set(folds)) {
      const train = answers.flatMap((answer, index) => (answer.task === task && folds[index] !== fold ? [index] : []));
      const fitted = fitRegression(
        train.map((index) => rows[index] as Float64Array),
        train.map((index) => (answers[index]?.marks.length ?? 0) > 0),
        { penalty: 5, plainFrom: MEASURED.length * 2 },
      );
      answers.forEach((answer, index) => {
        if (answer.task === task && folds[index] === fold) scores[index] = regressionScore(fitted, rows[index] as Float64Array);
      });
    }
  }
  return scores;
}
