// What a list of patterns can be asked for: one schema for the API and the address bar.
import { z } from 'zod';
import { TRENDS } from './pattern-trend';

const MAX_GROUPS = 200;

export const patternQuerySchema = z.strictObject({
  trend: z.enum(TRENDS).optional().describe('Only groups that are so: this week against the week before'),
  sort: z.enum(['-runs', '-change']).default('-runs').describe('The largest first, or those that grew most'),
  muted: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .default(false)
    .describe('With the muted ones'),
  limit: z.coerce.number().int().min(1).max(MAX_GROUPS).default(50).describe('Groups'),
});
export type PatternQuery = z.infer<typeof patternQuerySchema>;
