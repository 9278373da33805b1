// What somebody who wants a masked value back has to say.
import { z } from 'zod';
import { tokenType } from './mask-token';

export const revealSchema = z
  .strictObject({
    token: z
      .string()
      .refine((text) => tokenType(text) !== null, 'is not a token of the vault')
      .optional()
      .describe('As it stands in the text, brackets included'),
    media: z
      .string()
      .regex(/^([0-9a-f]{33,64}|[0-9a-f-]{36})$/, 'is neither the hash nor the key of a medium')
      .optional()
      .describe('A sealed medium by its hash or its key, in place of a token'),
    purpose: z.string().trim().min(3, 'says nothing').max(500).describe('Why; goes into the trail'),
    run_id: z.string().min(1).max(512).optional().describe('Where it was read'),
  })
  .refine(({ token, media }) => (token === undefined) !== (media === undefined), {
    path: ['token'],
    message: 'is needed, or media, and not both',
  });

/** The answer: a value of the vault as text, a medium in base64 with its media type. */
export const revealedSchema = z
  .object({
    token: z.string().optional(),
    media: z.string().optional().describe('Its whole hash'),
    type: z.string().describe('What kind of value it is; of a medium its media type'),
    value: z.string().describe('Of a medium in base64'),
  })
  .meta({ id: 'Revealed' });
export type Revealed = z.infer<typeof revealedSchema>;
