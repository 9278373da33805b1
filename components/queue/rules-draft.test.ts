import { describe, expect, it } from 'vitest';
import { queueDefinitionSchema } from '@/lib/domain/queue';
import { queueBody, reduceRules, type RulesDraft } from './rules-draft';

const rule = (key: number) => ({ key, name: `r${key}`, when: {}, sample: 1, priority: 0, enabled: true });
const draft: RulesDraft = {
  title: 'T',
  description: '',
  leaseMinutes: 10,
  dueHours: null,
  maxAttempts: 5,
  rules: [rule(0), rule(1), rule(2)],
};
const keys = ({ rules }: RulesDraft) => rules.map(({ key }) => key);

describe('a queue while it is edited', () => {
  it('moves rules and stops at both ends', () => {
    expect(keys(reduceRules(draft, { type: 'move', key: 2, by: -1 }))).toEqual([0, 2, 1]);
    expect(keys(reduceRules(draft, { type: 'move', key: 0, by: -1 }))).toEqual([0, 1, 2]);
    expect(keys(reduceRules(draft, { type: 'move', key: 2, by: 1 }))).toEqual([0, 1, 2]);
  });

  it('gives a new rule a key that no other has, also after removals', () => {
    const next = reduceRules(reduceRules(draft, { type: 'remove', key: 1 }), { type: 'add' });
    expect(keys(next)).toEqual([0, 2, 3]);
  });

  it('is stored as a body that the server accepts', () => {
    const body = queueBody(reduceRules(draft, { type: 'rule', key: 1, patch: { sample: 0.05, when: { risk_min: 0.5 } } }));
    expect(queueDefinitionSchema.parse(body).rules[1]).toEqual({
      name: 'r1',
      when: { risk_min: 0.5 },
      sample: 0.05,
      priority: 0,
      enabled: true,
    });
  });
});
