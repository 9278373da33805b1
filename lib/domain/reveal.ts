// What somebody who wants a masked value back has to say.
import { z } from 'zod';
import { tokenType } from './mask-token';

export const revealSchema = z.strictObject({
  token: z
    .string()
    .refine((text) => tokenType(text) !== null, 'is not a token of the vault')
    .describe('As it stands in the text, brackets included'),
  purpose: z.string().trim().min(3, 'says nothing').max(500).describe('Why; goes into the trail'),
  run_id: z.string().min(1).max(512).optional().describe('Where it was read'),
});
