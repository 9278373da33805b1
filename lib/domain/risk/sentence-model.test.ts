import { describe, expect, it } from 'vitest';
import { RISK_MODEL } from './risk';
import { sentenceModelSchema } from './sentence-model';
import { sentenceScore } from './sentence-score';
import { SHIPPED_MODEL } from './shipped-model';

const withTree = (tree: object) => ({
  ...SHIPPED_MODEL,
  trees: [{ column: [-1], threshold: [0], left: [0], right: [0], value: [0], ...tree }],
});

describe('the shipped sentence model', () => {
  it('is what its schema asks for, and says where it is from', () => {
    const read = sentenceModelSchema.parse(SHIPPED_MODEL);
    expect(read.provenance.sentences).toBeGreaterThan(20_000);
    expect(read.version).toBe(RISK_MODEL);
    expect(read.provenance.command).toBe('npm run fit:risk');
  });

  it('reads nothing that could name the model that wrote an answer, and no word that few sources have', () => {
    expect(SHIPPED_MODEL.columns.filter(({ name }) => /gpt|llama|mistral|generator/iu.test(name))).toEqual([]);
  });

  it('adds up: base and groups are the score, and so are base and columns', () => {
    const features = {
      new_share: 0.5,
      new_count: 1.2,
      window_three: 0.3,
      numbers_absent: 0.69,
      says_advice: 1,
      word_ensur: 1,
      state_exact: 0,
    };
    const { logOdds, base, groups, columns } = sentenceScore(SHIPPED_MODEL, features);
    const sum = (parts: Iterable<number>) => [...parts].reduce((total, part) => total + part, base);
    expect(sum(groups.values())).toBeCloseTo(logOdds, 9);
    expect(sum(columns.values())).toBeCloseTo(logOdds, 9);
  });

  it('puts a sentence of new words and numbers above one whose words stand together in one place', () => {
    const near = {
      window_one: 1,
      window_three: 1,
      window_whole: 1,
      window_passage: 1,
      copied_share: 0.8,
      anchor_coverage: 1,
      state_exact: 1,
    };
    const far = {
      new_share: 0.8,
      new_count: 2,
      new_rarity: 0.8,
      numbers: 0.69,
      numbers_absent: 0.69,
      pairs_absent: 1,
      triples_absent: 1,
      clause_new: 1,
    };
    expect(sentenceScore(SHIPPED_MODEL, far).logOdds).toBeGreaterThan(sentenceScore(SHIPPED_MODEL, near).logOdds + 2);
  });
});

describe('a file of weights', () => {
  it('is refused when columns and numbers do not fit, or a tree goes in a circle or to a column that is not there', () => {
    const { regression } = SHIPPED_MODEL;
    const isRead = (model: object) => sentenceModelSchema.safeParse(model).success;
    expect(isRead({ ...SHIPPED_MODEL, regression: { ...regression, weights: regression.weights.slice(1) } })).toBe(false);
    expect(isRead({ ...SHIPPED_MODEL, regression: { ...regression, scale: regression.scale.map(() => 0) } })).toBe(false);
    expect(isRead(withTree({ column: [0], left: [0], right: [0] }))).toBe(false);
    expect(isRead(withTree({ column: [99_999, -1, -1], threshold: [0, 0, 0], left: [1, 0, 0], right: [2, 0, 0], value: [0, 0, 0] }))).toBe(
      false,
    );
    expect(isRead(withTree({}))).toBe(true);
  });
});
