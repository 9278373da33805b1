// What the address of an eval set's page says.
import { z } from 'zod';
import { EVAL_CASE_STATES } from '@/lib/domain/eval/eval-set';

const one = (value: unknown) => (Array.isArray(value) ? (value as unknown[])[0] : value);

/** Unknown or broken values are left out, so that an old link still opens. */
export const evalSetQuerySchema = z.object({
  show: z.preprocess(one, z.enum([...EVAL_CASE_STATES, 'all', 'versions']).catch('candidate')),
  version: z.preprocess(one, z.coerce.number().int().min(1).optional().catch(undefined)),
  cursor: z.preprocess(one, z.string().optional().catch(undefined)),
});
export type EvalSetQuery = z.infer<typeof evalSetQuerySchema>;
