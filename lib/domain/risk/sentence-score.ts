// What the sentence model says of one sentence: log-odds that a person would mark it, and how much each group of features adds.
import type { TermGroup } from '@/lib/domain/evidence';
import type { Features } from '@/lib/domain/support/support-features';
import { addTreeParts } from './boosted-trees';
import type { SentenceModel } from './sentence-model';

export interface SentenceScore {
  logOdds: number;
  /** Log-odds of a sentence whose every feature is the mean. */
  base: number;
  /** What the features of each group add to the base; with it they sum to `logOdds`. */
  groups: Map<TermGroup, number>;
  /** What each column adds, by name. */
  columns: Map<string, number>;
}

/** Features that the model does not know count nothing; those it knows and that are absent are 0. */
export function sentenceScore(model: SentenceModel, features: Features): SentenceScore {
  const { columns, regression, trees, tree_share: share } = model;
  const row = Float64Array.from(columns, ({ name }) => features[name] ?? 0);
  const parts = new Float64Array(columns.length);
  let treeBase = 0;
  for (const tree of trees) treeBase += addTreeParts(tree, row, parts);
  const groups = new Map<TermGroup, number>();
  const byName = new Map<string, number>();
  const base = (1 - share) * regression.base + share * treeBase;
  let logOdds = base;
  columns.forEach(({ name, group }, column) => {
    const linear =
      (((row[column] as number) - (regression.mean[column] as number)) / (regression.scale[column] as number)) *
      (regression.weights[column] as number);
    const part = (1 - share) * linear + share * (parts[column] as number);
    groups.set(group, (groups.get(group) ?? 0) + part);
    byName.set(name, part);
    logOdds += part;
  });
  return { logOdds, base, groups, columns: byName };
}
