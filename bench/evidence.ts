// How well answers with unsupported sentences are put first: the product, cross-validated by source through the code that serves runs,
// beside plain baselines, on answers in which people marked every unsupported span.
// npm run bench:evidence -- --data ../shared/data [--seeds 1] [--without-wording] [--regression] [--no-checks] [--no-baselines]
import { parseArgs } from 'node:util';
import type { SentenceModel } from '@/lib/domain/risk/sentence-model';
import { checkFigures } from './checks/check-figures';
import { labelledRuns } from './checks/labelled-runs';
import { printFigures } from './checks/print-figures';
import { answerRegression, generatorRates, newWordShares, withHistory } from './evidence/baselines';
import { foldsBySource } from './evidence/folds';
import { type FitOptions, fitSentenceModel } from './evidence/fit-sentence-model';
import { labelledSentences } from './evidence/labelled-sentences';
import { printOtherData } from './evidence/other-data';
import { productScore } from './evidence/product-score';
import { ragtruthAnswers } from './evidence/ragtruth-answers';
import { printRanking } from './evidence/ranking-figures';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    seeds: { type: 'string', default: '1' },
    'without-wording': { type: 'boolean', default: false },
    regression: { type: 'boolean', default: false },
    checks: { type: 'boolean', default: true },
    baselines: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const answers = ragtruthAnswers(values.data);
const startedAt = performance.now();
const sentences = labelledSentences(answers);
const tookMs = (performance.now() - startedAt) / answers.length;
const bad = sentences.filter(({ isBad }) => isBad).length;
console.log(
  `${answers.length} answers, ${sentences.length} sentences (${((100 * bad) / sentences.length).toFixed(1)} % marked), ${tookMs.toFixed(1)} ms an answer to read`,
);

for (let seed = 1; seed <= Number(values.seeds); seed++) {
  const folds = foldsBySource(answers, seed);
  if (values.baselines) {
    printRanking(answers, { name: `baseline: share of new words`, scores: newWordShares(answers, sentences), folds });
    printRanking(answers, { name: `baseline: generator alone, no text (seed ${seed})`, scores: generatorRates(answers, folds), folds });
    printRanking(answers, {
      name: `baseline A: regression over answers, per task (seed ${seed})`,
      scores: answerRegression(answers, sentences, folds),
      folds,
    });
  }
  const options: FitOptions = { version: 'bench', command: '', seed };
  printProduct(`the product: regression and trees (seed ${seed})`, folds, options);
  if (values.regression) printProduct(`the product with the regression alone (seed ${seed})`, folds, { ...options, treeShare: 0 });
  if (values['without-wording'])
    printProduct(`the product without wording and single words (seed ${seed})`, folds, {
      ...options,
      without: /^(?:says|word|list_item|short)/u,
    });
}

/** Each answer is read by a product whose model was fitted without any answer to the same source. */
function printProduct(name: string, folds: readonly number[], options: FitOptions): void {
  const models = new Map<number, SentenceModel>();
  for (const fold of new Set(folds))
    models.set(
      fold,
      fitSentenceModel(answers, sentences, (answer) => folds[answer] !== fold, options),
    );
  const scores = answers.map((answer, index) => productScore(answer, models.get(folds[index] ?? 0) as SentenceModel));
  printRanking(answers, {
    name,
    folds,
    scores: scores.map(({ risk }) => risk),
    isProbability: true,
    sentences: scores.flatMap(({ claims }, answer) => claims.map(({ risk, isBad }) => ({ score: risk, isBad, answer }))),
  });
  const risks = scores.map(({ risk }) => risk);
  if (options.treeShare === undefined && !options.without)
    printRanking(answers, { name: `${name}, with the history of who wrote the answer`, scores: withHistory(risks, answers, folds), folds });
}

printOtherData(values.data);
if (values.checks) printFigures(checkFigures(labelledRuns(values.data)));
