// What people call a pattern, and whether they want to hear of it.
import { z } from 'zod';

const storable = (text: string) => !text.includes('\0');

/** A change as it is asked for. */
export const patternChangeSchema = z
  .strictObject({
    name: z
      .string()
      .trim()
      .max(120)
      .refine(storable, 'holds a character that cannot be stored')
      .default('')
      .describe('Empty: what it is made of is its name'),
    is_muted: z.boolean().default(false).describe('Left out of the list unless asked for, and of the counts of new and growing ones'),
    reason: z
      .string()
      .trim()
      .max(500)
      .refine(storable, 'holds a character that cannot be stored')
      .default('')
      .describe('Why; needed to mute'),
    base_version: z.int().min(0).optional().describe('The version that was seen; another one in force is a conflict'),
  })
  .refine(({ is_muted, reason }) => !is_muted || reason !== '', {
    path: ['reason'],
    message: 'Say why it is muted, for those who ask later.',
  })
  .meta({ id: 'PatternChange' });
export type PatternChange = z.infer<typeof patternChangeSchema>;

/** One change that was made; `version` counts the changes of a project. */
export interface PatternSettingVersion {
  version: number;
  name: string;
  isMuted: boolean;
  reason: string;
  by: string;
  at: string;
}
