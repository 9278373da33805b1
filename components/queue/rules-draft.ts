// A queue's definition while it is edited. Rules have a key of their own, so that moving one keeps its card.
import type { QueueSummary } from '@/lib/domain/queue';
import type { RuleDraft } from '@/lib/domain/rule';

export interface EditedRule extends RuleDraft {
  key: number;
}

export interface RulesDraft {
  title: string;
  description: string;
  leaseMinutes: number;
  dueHours: number | null;
  maxAttempts: number;
  rules: EditedRule[];
}

export type RulesAction =
  | { type: 'queue'; patch: Partial<Omit<RulesDraft, 'rules'>> }
  | { type: 'rule'; key: number; patch: Partial<RuleDraft> }
  | { type: 'add' }
  | { type: 'remove'; key: number }
  | { type: 'move'; key: number; by: 1 | -1 };

export function rulesDraft({ title, description, leaseMinutes, dueHours, maxAttempts, rules }: QueueSummary): RulesDraft {
  return { title, description, leaseMinutes, dueHours, maxAttempts, rules: rules.map((rule, key) => ({ ...rule, key })) };
}

export function reduceRules(draft: RulesDraft, action: RulesAction): RulesDraft {
  switch (action.type) {
    case 'queue':
      return { ...draft, ...action.patch };
    case 'rule':
      return { ...draft, rules: draft.rules.map((rule) => (rule.key === action.key ? { ...rule, ...action.patch } : rule)) };
    case 'add': {
      const key = Math.max(-1, ...draft.rules.map((rule) => rule.key)) + 1;
      return {
        ...draft,
        rules: [...draft.rules, { key, name: `rule ${draft.rules.length + 1}`, when: {}, sample: 1, priority: 0, enabled: true }],
      };
    }
    case 'remove':
      return { ...draft, rules: draft.rules.filter(({ key }) => key !== action.key) };
    case 'move': {
      const from = draft.rules.findIndex(({ key }) => key === action.key);
      const to = from + action.by;
      const rule = draft.rules[from];
      if (!rule || to < 0 || to >= draft.rules.length) return draft;
      return { ...draft, rules: draft.rules.toSpliced(from, 1).toSpliced(to, 0, rule) };
    }
  }
}

/** The body that stores the draft. */
export function queueBody({ title, description, leaseMinutes, dueHours, maxAttempts, rules }: RulesDraft) {
  return {
    title,
    description,
    lease_minutes: leaseMinutes,
    due_hours: dueHours,
    max_attempts: maxAttempts,
    rules: rules.map(({ key: _, ...rule }) => rule),
  };
}
