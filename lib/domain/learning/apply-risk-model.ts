// Adds what a project has learnt to the score of the shipped model, as terms of their own: their sum is still the score.
import type { RiskScore, RiskTerm, TermGroup } from '@/lib/domain/evidence';
import { type HistoryTerm, rankingScore } from './fit-ranking';
import { calibrated } from './calibration';
import { type Factor, probability, type RiskBasis } from './risk-basis';
import { isOfBase, modelVersion, type ProjectRiskModel } from './risk-model';

/** As the shipped model: smaller terms are in the score and not in the list. */
const SHOWN = 0.02;
const FACTOR_WORDS: Record<Factor, string> = { route: 'route', prompt: 'prompt', model: 'model', template: 'template' };

export type LearntScore = Pick<RiskScore, 'score' | 'modelVersion'> & { learnt: RiskTerm[] };

/**
 * `base` is the version of the shipped model that gave the basis. Weights and calibration belong to the version they were learnt
 * on; after an upgrade only the history counts, until the next refit.
 */
export function applyRiskModel(basis: RiskBasis, base: string, model: ProjectRiskModel | null): LearntScore {
  if (model === null) return { score: rounded(basis.logit), learnt: [], modelVersion: base };
  const isSameBase = isOfBase(model.base_version, base);
  const fit = { history: model.history, weights: isSameBase ? model.weights : null };
  const { offset, slope } = (isSameBase ? model.calibration : null) ?? { offset: 0, slope: 1 };
  const logit = calibrated({ offset, slope }, rankingScore(fit, basis));
  const own = [...historyTerms(fit.history, basis, slope), ...weightTerms(fit.weights, basis, slope)];
  const level = logit - basis.logit - own.reduce((sum, { contribution }) => sum + contribution, 0);
  const name = model.calibration && isSameBase ? 'calibrated on this project' : 'scale of this project';
  return {
    score: rounded(logit),
    learnt: [...own, { name, contribution: level, group: 'base' as const }]
      .filter(({ contribution }) => Math.abs(contribution) >= SHOWN)
      .map((term) => ({ ...term, contribution: Number(term.contribution.toFixed(3)) })),
    modelVersion: modelVersion(base, model.version),
  };
}

/** In words: `route refund: 14 of 40 changed before`. */
export function historyWords({ factor, key, n, changed }: Pick<HistoryTerm, 'factor' | 'key' | 'n' | 'changed'>): string {
  return `${FACTOR_WORDS[factor]} ${key}: ${changed} of ${n} changed before`;
}

function historyTerms(history: readonly HistoryTerm[], { keys }: RiskBasis, slope: number): RiskTerm[] {
  return history
    .filter(({ factor, key }) => keys[factor] === key)
    .map((entry) => ({ name: historyWords(entry), contribution: slope * entry.term, group: 'history' }));
}

/** One term a group: what the claims and the run have of it, weighed as the verdicts say. */
function weightTerms(weights: ProjectRiskModel['weights'], { groups }: RiskBasis, slope: number): RiskTerm[] {
  const sums = new Map<string, number>();
  for (const { feature, weight, centre } of weights?.groups ?? []) {
    const group = feature.split(':')[1] ?? feature;
    sums.set(group, (sums.get(group) ?? 0) + slope * weight * ((groups[feature] ?? 0) - centre));
  }
  return [...sums].map(([group, contribution]) => ({
    name: `${group.replace('_', ' ')}, as this project weighs them`,
    contribution,
    group: group as TermGroup,
  }));
}

const rounded = (logit: number): number => Number(probability(logit).toFixed(4));
