// A queue with its rules and counts, and the body that changes it.
import { z } from 'zod';
import type { ItemState } from './item-state';
import { optionalText } from '@/lib/domain/review/review-text';
import { type RuleDraft, ruleSchema } from './rule';

export interface QueueSummary {
  queueId: string;
  name: string;
  title: string;
  description: string;
  leaseMinutes: number;
  dueHours: number | null;
  /** Leases that may come to nothing before an item goes to the leads. */
  maxAttempts: number;
  rules: RuleDraft[];
  counts: Record<ItemState, number>;
}

/** Queue names end up in addresses. */
export const queueNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'may have lower-case letters, digits, dot, dash and underscore, up to 100');

/** The whole queue as it should be: rules that are not in the list are gone. */
export const queueDefinitionSchema = z.strictObject({
  title: optionalText(200).describe('Defaults to the name'),
  description: optionalText(2000),
  lease_minutes: z.int().min(1).max(1440).default(10),
  due_hours: z.int().min(1).max(8760).nullish().describe('Items are due this long after they came; null: never'),
  max_attempts: z.int().min(1).max(100).default(5).describe('Leases that may come to nothing before an item goes to the leads'),
  rules: z
    .array(ruleSchema)
    .max(100, 'has more than 100 rules')
    .default([])
    .superRefine((rules, context) => {
      const names = new Set<string>();
      for (const [index, { name }] of rules.entries()) {
        if (names.has(name))
          context.addIssue({ code: 'custom', path: [index, 'name'], message: `is the name of another rule too: ${name}` });
        names.add(name);
      }
    }),
});
export type QueueDefinition = z.infer<typeof queueDefinitionSchema>;

export const previewSchema = z.strictObject({
  rules: z.array(ruleSchema).max(100).optional().describe('Defaults to the rules of the queue'),
});
