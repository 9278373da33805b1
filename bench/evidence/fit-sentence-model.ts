// Fits the sentence model: regression and trees over the product's own features, then one offset and slope for each shape of context,
// from scores of answers that the sentences' fit never saw.
import { featureGroup } from '@/lib/domain/risk/feature-group';
import { SHAPES, type SentenceModel } from '@/lib/domain/risk/sentence-model';
import { sentenceScore } from '@/lib/domain/risk/sentence-score';
import { fitRegression } from './fit-regression';
import { fitTrees } from './fit-trees';
import { foldsBySource } from './folds';
import type { LabelledSentence } from './labelled-sentences';
import { fitScale } from './fit-scale';
import type { LabelledAnswer } from './ragtruth-answers';

export interface FitOptions {
  version: string;
  command: string;
  seed: number;
  /** Names of features that are left out, for figures without them. */
  without?: RegExp;
  treeShare?: number;
  /** Folds of the inner fit that the scales are taken from. */
  innerFolds?: number;
}

const PENALTY = 20;
const TREES = { rounds: 150, rate: 0.06, leaves: 15, minLeaf: 40, penalty: 5, columns: 0.5 };
const TREE_SHARE = 0.5;
/** What the second riskiest sentence counts, and the log-odds of one that is not there. */
const SECOND = 0.5;
const FLOOR = -4;
/** Findings of a code that fewer sentences had tell nothing; the weights that people gave them stay in force. */
const MIN_CODE = 40;
/** A word that is new in the answers to fewer sources could stand for its subject. */
const MIN_WORD_SOURCES = 40;
/** States that are too rare in the data, or that have to count whatever the data says. */
const UNFITTED = /^state_contradicted$/u;

export function fitSentenceModel(
  answers: readonly LabelledAnswer[],
  sentences: readonly LabelledSentence[],
  isTrained: (answer: number) => boolean,
  options: FitOptions,
): SentenceModel {
  const train = sentences.filter(({ answer }) => isTrained(answer));
  const model = fitSentences(answers, train, options);
  const used = answers.flatMap((_, index) => (isTrained(index) ? [index] : []));
  const folds = foldsBySource(answers, options.seed + 1000, options.innerFolds ?? 3);
  const unseen = answers.map(() => [] as number[]);
  for (const fold of new Set(folds)) {
    const inner = fitSentences(
      answers,
      train.filter(({ answer }) => folds[answer] !== fold),
      options,
    );
    for (const { answer, features } of train) if (folds[answer] === fold) unseen[answer]?.push(sentenceScore(inner, features).logOdds);
  }
  return { ...model, answer: { ...model.answer, ...answerScales(answers, used, unseen) } };
}

function answerScales(
  answers: readonly LabelledAnswer[],
  used: readonly number[],
  unseen: readonly (readonly number[])[],
): Pick<SentenceModel['answer'], 'typical' | 'scales'> {
  const rows = used.map((index) => {
    const [worst = FLOOR, second = FLOOR] = [...(unseen[index] ?? [])].sort((a, b) => b - a);
    const score = Math.max(worst, FLOOR) + SECOND * Math.max(second, FLOOR);
    const answer = answers[index] as LabelledAnswer;
    return { score, worst, shape: shapeOf(answer), isBad: answer.marks.length > 0 };
  });
  const whole = fitScale(rows, null);
  const [passages, article, record] = SHAPES.map((shape) =>
    fitScale(
      rows.filter((row) => row.shape === shape),
      whole,
    ),
  ) as [typeof whole, typeof whole, typeof whole];
  const typical = rows.reduce((sum, { worst }) => sum + Math.max(worst, FLOOR), 0) / Math.max(1, rows.length);
  return { typical: rounded(typical), scales: { passages, article, record } };
}

const shapeOf = ({ task }: LabelledAnswer) => (task === 'qa' ? 'passages' : task === 'summary' ? 'article' : 'record');

function fitSentences(answers: readonly LabelledAnswer[], train: readonly LabelledSentence[], options: FitOptions): SentenceModel {
  const { measured, words } = columnsOf(answers, train, options.without);
  const names = [...measured, ...words];
  const rows = train.map(({ features }) => Float64Array.from(names, (name) => features[name] ?? 0));
  const labels = train.map(({ isBad }) => isBad);
  const regression = fitRegression(rows, labels, { penalty: PENALTY, plainFrom: measured.length });
  const share = options.treeShare ?? TREE_SHARE;
  const trees = share === 0 ? [] : fitTrees(rows, labels, null, { ...TREES, seed: options.seed, width: measured.length });
  const scale = { offset: 0, slope: 1 };
  return {
    version: options.version,
    provenance: {
      data: 'RAGTruth, shared part: sentences that people marked as unsupported',
      answers: new Set(train.map(({ answer }) => answer)).size,
      sentences: train.length,
      bad_sentences: labels.filter(Boolean).length,
      fitted_at: new Date().toISOString().slice(0, 10),
      command: options.command,
    },
    columns: names.map((name) => ({ name, group: featureGroup(name) })),
    regression: {
      mean: regression.mean.map(rounded),
      scale: regression.scale.map(rounded),
      weights: regression.weights.map(rounded),
      base: rounded(regression.base),
    },
    trees: trees.map((tree) => ({ ...tree, threshold: tree.threshold.map(rounded), value: tree.value.map(rounded) })),
    tree_share: share,
    answer: { second: SECOND, floor: FLOOR, typical: -1, scales: { passages: scale, article: scale, record: scale } },
  };
}

/** Columns that vary, in the order of their names so that the same data gives the same file; words that are no source's own last. */
function columnsOf(
  answers: readonly LabelledAnswer[],
  train: readonly LabelledSentence[],
  without: RegExp | undefined,
): { measured: string[]; words: string[] } {
  const hits = new Map<string, number>();
  const sources = new Map<string, Set<string>>();
  for (const { features, answer } of train) {
    for (const [name, value] of Object.entries(features)) {
      if (value === 0) continue;
      hits.set(name, (hits.get(name) ?? 0) + 1);
      if (!name.startsWith('word_')) continue;
      const own = sources.get(name) ?? new Set();
      sources.set(name, own.add(answers[answer]?.source ?? ''));
    }
  }
  const isUsed = (name: string) => !UNFITTED.test(name) && !without?.test(name);
  const names = [...hits.keys()].filter(isUsed).sort();
  return {
    measured: names.filter((name) => !name.startsWith('word_') && (!name.startsWith('code_') || (hits.get(name) ?? 0) >= MIN_CODE)),
    words: names.filter((name) => (sources.get(name)?.size ?? 0) >= MIN_WORD_SOURCES),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(6));
