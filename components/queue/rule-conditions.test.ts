import { describe, expect, it } from 'vitest';
import { type RuleFilter, ruleFilterSchema } from '@/lib/domain/rule';
import { runFiltersSchema } from '@/lib/domain/run/run-query';
import { conditionsOf, filterOf, LEAVES } from './rule-conditions';

describe('the conditions of a rule', () => {
  it('offer every filter of the list of runs, and no other', () => {
    expect(LEAVES.map(({ name }) => name).sort()).toEqual(Object.keys(runFiltersSchema.shape).sort());
  });

  it.each<RuleFilter>([
    {},
    { code: ['number_not_in_source', 'evidence_missing'], risk_min: 0.5, environment: ['production'], q: 'refund', from: '2026-05-01' },
    { code: ['source_conflict'], not: { environment: ['playground', 'test'] } },
    { not: { risk_max: 0.2 } },
    { name: ['a'], all: [{ not: { environment: ['test'] } }, { not: { tag: ['demo'] } }] },
  ])('come back as the filter they were: %j', (filter) => {
    const again = filterOf(conditionsOf(filter) ?? []);
    expect(again).toEqual(filter);
    expect(ruleFilterSchema.safeParse(again).success).toBe(true);
  });

  it('read a single value as a list of one', () => {
    expect(filterOf(conditionsOf({ route: 'refund' }) ?? [])).toEqual({ route: ['refund'] });
  });

  it.each<RuleFilter>([
    { any: [{ code: 'a' }, { risk_min: 0.5 }] },
    { not: {} },
    { not: { environment: ['test'], tag: ['demo'] } },
    { not: { not: { tag: ['demo'] } } },
    { all: [{ code: ['a'] }] },
    { all: [{ not: { tag: ['a'] }, code: ['b'] }] },
  ])('leave what nests deeper to JSON: %j', (filter) => {
    expect(conditionsOf(filter)).toBeNull();
  });

  it('say nothing for a row without a value', () => {
    expect(
      filterOf([
        { leaf: 'code', values: [], isNot: false },
        { leaf: 'risk_min', values: [''], isNot: true },
      ]),
    ).toEqual({});
  });
});
