// Learns from verdicts what the shipped model does not know: how the past of a route, prompt, model or template went, and, once
// there are enough verdicts, how this project weighs the groups of terms.
import { fitPenalisedLogistic, type LogisticFit, type LogisticRow, type Prior } from './penalised-logistic';
import { FACTORS, type Factor, type RiskBasis } from './risk-basis';

export interface LabelledRun {
  runId: string;
  isBad: boolean;
  basis: RiskBasis;
  /** Runs that share it go into one fold: answers of one conversation or to one question share words and errors. */
  foldKey: string;
}

/** What was seen of one key, and what it adds. `term`, `low` and `high` are in log-odds; the interval is of 95 %. */
export interface HistoryTerm {
  factor: Factor;
  key: string;
  n: number;
  changed: number;
  term: number;
  low: number;
  high: number;
}
export interface GroupWeights {
  /** What the text score is multiplied by around `centre`, its mean among the verdicts. */
  slope: number;
  centre: number;
  groups: { feature: string; weight: number; centre: number }[];
}
export interface RankingFit {
  /** Log-odds of a change among these verdicts where nothing else speaks. It depends on what was queued, so it is never served. */
  level: number;
  history: HistoryTerm[];
  weights: GroupWeights | null;
}

/** Fewer verdicts, or fewer of either outcome, teach nothing. */
export const MIN_FOR_HISTORY = { verdicts: 10, ofEach: 2 };
export const MIN_FOR_WEIGHTS = { verdicts: 40, ofEach: 8 };

/** Rarer keys are left out: their term would be shrunk to next to nothing. */
const MIN_KEY = 2;
const MAX_KEYS = 40;
const MIN_FEATURE = 5;
/** Rounds of estimating how far keys differ; more change the third digit. */
const ROUNDS = 8;
const LEVEL: Prior = { mean: 0, precision: 1 / 16 };
const FIXED_SLOPE: Prior = { mean: 1, precision: 1e9 };
const FREE_SLOPE: Prior = { mean: 1, precision: 16 };
/** Where the spread of keys (or weights) is expected before there is data, and how many keys that expectation counts as. */
const HISTORY_SPREAD = { variance: 0.25, counts: 2 };
const WEIGHT_SPREAD = { variance: 0.0625, counts: 4 };
/** Of the normal distribution, for intervals of 95 %. */
const Z95 = 1.96;

interface Block {
  columns: number[];
  spread: { variance: number; counts: number };
}

/**
 * A logistic model with the text score at slope 1 and crossed random effects, one a key: a penalised quasi-likelihood fit
 * (Breslow and Clayton 1993) in which the spread of each factor is estimated from the verdicts (empirical Bayes by EM, with a weak
 * prior that keeps it off zero: Chung et al. 2013). So a key with few verdicts stays near zero, the whole, and what the text
 * score knows already is not counted twice. Weights of groups are further effects of that kind around "slope 1, nothing else".
 */
export function fitRanking(runs: readonly LabelledRun[], hasWeights: boolean): RankingFit {
  const keys = FACTORS.flatMap((factor) => keysOf(runs, factor));
  const features = hasWeights ? featuresOf(runs) : [];
  const centre = mean(runs.map(({ basis }) => basis.logit));
  const groups = features.map((feature) => ({ feature, centre: mean(runs.map(({ basis }) => basis.groups[feature] ?? 0)) }));
  const columnOf = new Map(keys.map(({ factor, key }, index) => [`${factor} ${key}`, 2 + groups.length + index]));
  const rows = runs.map((run) => rowOf(run, { centre, groups, columnOf }));
  const blocks: Block[] = [
    { columns: groups.map((_, index) => 2 + index), spread: WEIGHT_SPREAD },
    ...FACTORS.map((factor) => ({
      columns: keys.flatMap((key, index) => (key.factor === factor ? [2 + groups.length + index] : [])),
      spread: HISTORY_SPREAD,
    })),
  ].filter(({ columns }) => columns.length > 0);
  const fit = fitSpreads(rows, [LEVEL, hasWeights ? FREE_SLOPE : FIXED_SLOPE], blocks);
  const value = (column: number) => fit.coefficients[column] ?? 0;
  return {
    level: value(0),
    history: keys.map(({ factor, key, n, changed }) => {
      const column = columnOf.get(`${factor} ${key}`) ?? 0;
      const term = value(column);
      const error = Z95 * Math.sqrt(fit.covariance[column]?.[column] ?? 0);
      return { factor, key, n, changed, term, low: term - error, high: term + error };
    }),
    weights: hasWeights
      ? { slope: value(1), centre, groups: groups.map(({ feature, ...rest }, index) => ({ feature, weight: value(2 + index), ...rest })) }
      : null,
  };
}

/** The learnt score of a run in log-odds, on the level of the shipped model. */
export function rankingScore({ history, weights }: Pick<RankingFit, 'history' | 'weights'>, { logit, groups, keys }: RiskBasis): number {
  let score = logit;
  for (const { factor, key, term } of history) if (keys[factor] === key) score += term;
  if (weights === null) return score;
  score += (weights.slope - 1) * (logit - weights.centre);
  for (const { feature, weight, centre } of weights.groups) score += weight * ((groups[feature] ?? 0) - centre);
  return score;
}

export function isEnough(runs: readonly { isBad: boolean }[], { verdicts, ofEach }: typeof MIN_FOR_HISTORY): boolean {
  const bad = runs.filter(({ isBad }) => isBad).length;
  return runs.length >= verdicts && bad >= ofEach && runs.length - bad >= ofEach;
}

/** A factor with one key says nothing: every run has it. */
function keysOf(runs: readonly LabelledRun[], factor: Factor) {
  const counts = new Map<string, { n: number; changed: number }>();
  for (const { basis, isBad } of runs) {
    const key = basis.keys[factor];
    if (key === undefined) continue;
    const count = counts.get(key) ?? { n: 0, changed: 0 };
    counts.set(key, { n: count.n + 1, changed: count.changed + (isBad ? 1 : 0) });
  }
  if ([...counts.values()].every(({ n }) => n === runs.length)) return [];
  return [...counts]
    .filter(([, { n }]) => n >= MIN_KEY)
    .sort(([a, m], [b, n]) => n.n - m.n || (a < b ? -1 : 1))
    .slice(0, MAX_KEYS)
    .map(([key, count]) => ({ factor, key, ...count }));
}

function featuresOf(runs: readonly LabelledRun[]): string[] {
  const counts = new Map<string, number>();
  for (const { basis } of runs)
    for (const [feature, value] of Object.entries(basis.groups)) if (value !== 0) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return [...counts].flatMap(([feature, count]) => (count >= MIN_FEATURE ? [feature] : [])).sort();
}

interface Layout {
  centre: number;
  groups: readonly { feature: string; centre: number }[];
  columnOf: ReadonlyMap<string, number>;
}

/** Column 0 is the level, 1 the text score around its mean (its mean stands in the offset), then groups, then keys. */
function rowOf({ basis, isBad }: LabelledRun, { centre, groups, columnOf }: Layout): LogisticRow {
  const columns = [0, 1];
  const values = [1, basis.logit - centre];
  groups.forEach(({ feature, centre: middle }, index) => {
    columns.push(2 + index);
    values.push((basis.groups[feature] ?? 0) - middle);
  });
  for (const factor of FACTORS) {
    const column = columnOf.get(`${factor} ${basis.keys[factor]}`);
    if (column === undefined) continue;
    columns.push(column);
    values.push(1);
  }
  return { columns, values, offset: centre, isBad, weight: 1 };
}

function fitSpreads(rows: readonly LogisticRow[], fixed: readonly Prior[], blocks: readonly Block[]): LogisticFit {
  const variances = blocks.map(({ spread }) => spread.variance);
  for (let round = 0, fit: LogisticFit | undefined; ; round++) {
    const priors: Prior[] = [...fixed];
    blocks.forEach(({ columns }, index) => {
      for (const column of columns) priors[column] = { mean: 0, precision: 1 / (variances[index] ?? 1) };
    });
    fit = fitPenalisedLogistic(rows, priors, fit?.coefficients);
    if (round === ROUNDS) return fit;
    blocks.forEach(({ columns, spread }, index) => {
      const known = fit?.covariance ?? [];
      const seen = columns.reduce((sum, column) => sum + (fit?.coefficients[column] ?? 0) ** 2 + (known[column]?.[column] ?? 0), 0);
      variances[index] = (spread.counts * spread.variance + seen) / (spread.counts + columns.length);
    });
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
