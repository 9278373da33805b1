// How well answers with unsupported sentences are put first: the product as it is, a plain baseline, and the candidate for its next
// sentence score, on answers in which people marked every unsupported span. Folds are made by source; figures per task.
// npm run bench:evidence -- --data ../shared/data [--seeds 2] [--trees] [--product]
import { parseArgs } from 'node:util';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import { foldsBySource } from './evidence/folds';
import { fitRegression, regressionScore } from './evidence/fit-regression';
import { fitTrees } from './evidence/fit-trees';
import { productScores } from './evidence/product-scores';
import { type LabelledAnswer, ragtruthAnswers } from './evidence/ragtruth-answers';
import { printRanking } from './evidence/ranking-figures';
import { supportContext } from '@/lib/domain/support/support-context';
import { supportFeatures } from '@/lib/domain/support/support-features';
import { treeScore } from '@/lib/domain/support/trees';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    seeds: { type: 'string', default: '2' },
    trees: { type: 'boolean', default: false },
    product: { type: 'boolean', default: false },
  },
});

/** Penalty on standardised columns. */
const PENALTY = 20;
const TREES = { rounds: 150, rate: 0.06, leaves: 15, minLeaf: 40, penalty: 5, columns: 0.5 };
/** Log-odds of the second worst sentence of an answer that has only one, and of an answer without any. */
const FLOOR = -4;

interface Sentence {
  row: Float64Array;
  isBad: boolean;
  answer: number;
}

const answers = ragtruthAnswers(values.data);
const startedAt = performance.now();
const { sentences, columns } = readSentences(answers);
const tookMs = (performance.now() - startedAt) / answers.length;
console.log(`${answers.length} answers, ${sentences.length} sentences, ${columns.length} columns, ${tookMs.toFixed(1)} ms an answer`);

const newWords = columns.indexOf('rest_new');
printRanking(
  'share of new words',
  answers,
  wholeAnswer((sentence) => sentence.row[newWords] ?? 0),
  null,
);
if (values.product) printRanking('the product today', answers, productScores(answers), null);
for (let seed = 1; seed <= Number(values.seeds); seed++) {
  const [regression, trees] = crossValidated(seed);
  printRanking(`seed ${seed}, regression`, answers, worstTwo(regression), { sentences, scores: regression });
  if (!trees) continue;
  printRanking(`seed ${seed}, trees`, answers, worstTwo(trees), { sentences, scores: trees });
  const both = regression.map((score, index) => (score + (trees[index] ?? 0)) / 2);
  printRanking(`seed ${seed}, regression and trees`, answers, worstTwo(both), { sentences, scores: both });
}

function readSentences(all: readonly LabelledAnswer[]): { sentences: Sentence[]; columns: string[] } {
  const found: Sentence[] = [];
  let names: string[] = [];
  all.forEach((answer, index) => {
    const context = supportContext(answer.question, answer.passages);
    const ranges = cutClaims(answer.answer, answer.question).claims.flatMap(({ range }) => (range ? [range] : []));
    supportFeatures(context, answer.answer, ranges).forEach((features, at) => {
      if (names.length === 0) names = Object.keys(features);
      const [start, end] = ranges[at] as [number, number];
      const isBad = answer.marks.some(([from, to]) => from < end && start < to);
      found.push({ row: Float64Array.from(names, (name) => features[name] ?? 0), isBad, answer: index });
    });
  });
  return { sentences: found, columns: names };
}

/** Scores of every sentence by models that never saw an answer to its source. */
function crossValidated(seed: number): [number[], number[] | null] {
  const folds = foldsBySource(answers, seed);
  const regressionScores = new Array<number>(sentences.length).fill(0);
  const treeScores = new Array<number>(sentences.length).fill(0);
  for (const fold of new Set(folds)) {
    const train = sentences.filter(({ answer }) => folds[answer] !== fold);
    const [rows, labels] = [train.map(({ row }) => row), train.map(({ isBad }) => isBad)];
    const regression = fitRegression(rows, labels, PENALTY);
    const trees = values.trees ? fitTrees(rows, labels, null, { ...TREES, seed: seed * 10 + fold }) : [];
    sentences.forEach(({ row, answer }, index) => {
      if (folds[answer] !== fold) return;
      regressionScores[index] = regressionScore(regression, row);
      treeScores[index] = trees.reduce((sum, tree) => sum + treeScore(tree, row), 0);
    });
  }
  return [regressionScores, values.trees ? treeScores : null];
}

/** The two worst sentences of each answer, added as log-odds. */
function worstTwo(scores: readonly number[]): number[] {
  const perAnswer = answers.map((): number[] => []);
  for (const [index, { answer }] of sentences.entries()) perAnswer[answer]?.push(scores[index] ?? 0);
  return perAnswer.map((list) => {
    const [worst = FLOOR, second = FLOOR] = list.sort((a, b) => b - a);
    return worst + Math.max(second, FLOOR);
  });
}

function wholeAnswer(scoreOf: (sentence: Sentence) => number): number[] {
  const scores = answers.map(() => 0);
  for (const sentence of sentences) scores[sentence.answer] = scoreOf(sentence);
  return scores;
}
