// Query parameters of the routes that read one run.
import { z } from 'zod';

export const runViewQuerySchema = z.strictObject({
  view: z.enum(['original', 'effective']).default('original').describe('What `output` shows'),
  as_of: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional()
    .describe('The run as it stood at this time'),
});

export const stepQuerySchema = z.strictObject({
  cursor: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

export const lookupQuerySchema = z.strictObject({
  id: z.string().trim().min(1).max(1024).describe('A run, trace, span, session or item id, or any id in metadata'),
});
