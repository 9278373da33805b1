// Query parameters of the routes that read one run.
import { z } from 'zod';

const asOfSchema = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional()
  .describe('The run as it stood at this time');

export const runViewQuerySchema = z.strictObject({
  view: z.enum(['original', 'effective']).default('original').describe('What `output` shows'),
  as_of: asOfSchema,
});

export const stepQuerySchema = z.strictObject({
  cursor: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

export const stepColumnsQuerySchema = z.strictObject({
  from: z.coerce.number().int().min(0).default(0).describe('Place of the first step in tree order'),
  limit: z.coerce.number().int().min(1).max(16_384).default(4096),
  as_of: asOfSchema,
  state: z.string().max(200).optional().describe('`state` of an earlier chunk: 409 `run_moved` when the run has moved on since'),
});

export const lookupQuerySchema = z.strictObject({
  id: z.string().trim().min(1).max(1024).describe('A run, trace, span, session or item id, or any id in metadata'),
});

export const findQuerySchema = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .refine((text) => !text.includes('\0'), 'must not hold NUL')
    .describe('A phrase, in any script; it may begin and end within words'),
  cursor: z.string().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
