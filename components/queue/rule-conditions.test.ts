import { describe, expect, it } from 'vitest';
import { runFiltersSchema } from '@/lib/domain/run-query';
import { ruleFilterSchema } from '@/lib/domain/rule';
import { conditionsOf, filterOf, LEAVES } from './rule-conditions';

describe('the conditions of a rule', () => {
  it('offer every filter of the list of runs, and no other', () => {
    expect(LEAVES.map(({ name }) => name).sort()).toEqual(Object.keys(runFiltersSchema.shape).sort());
  });

  it('come back as the filter they were', () => {
    const filter = { code: ['number_not_in_source', 'evidence_missing'], risk_min: 0.5, environment: ['production'], q: 'refund', from: '2026-05-01' };
    const again = filterOf(conditionsOf(filter) ?? []);
    expect(again).toEqual(filter);
    expect(ruleFilterSchema.safeParse(again).success).toBe(true);
  });

  it('read a single value as a list of one', () => {
    expect(filterOf(conditionsOf({ route: 'refund' }) ?? [])).toEqual({ route: ['refund'] });
  });

  it('leave nested filters to JSON', () => {
    expect(conditionsOf({ any: [{ code: 'a' }, { risk_min: 0.5 }] })).toBeNull();
    expect(conditionsOf({ not: {} })).toBeNull();
    expect(conditionsOf({})).toEqual([]);
  });

  it('say nothing for a row without a value', () => {
    expect(filterOf([{ leaf: 'code', values: [] }, { leaf: 'risk_min', values: [''] }])).toEqual({});
  });
});
