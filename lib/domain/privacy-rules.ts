// What a project takes out of everything that comes in, before any of it is stored. Saved as versions; the newest is in force.
import { z } from 'zod';

/** mask: the value is gone. hash: equal values stay equal. tokenise: the same, and who may can have the value back from the vault. */
export const MASK_ACTIONS = ['mask', 'hash', 'tokenise'] as const;
export type MaskAction = (typeof MASK_ACTIONS)[number];
export const FIELD_ACTIONS = ['drop', ...MASK_ACTIONS] as const;

/** seal: kept under the project's key, had back with a purpose. refuse: not kept, and a mark says so. */
export const MEDIA_ACTIONS = ['keep', 'seal', 'refuse'] as const;

const MAX_FIELDS = 100;
const MAX_CUSTOM = 20;
const MAX_REGIONS = 8;
/** Of a mark: `⟦customer_name⟧`. */
const typeSchema = z.string().regex(/^[a-z][a-z_]{0,29}$/, 'must be up to 30 lower-case letters and underscores');

export const fieldRuleSchema = z.strictObject({
  /** A JSON Pointer (`/input/customer/name`, `*` for any one part), or a name with `*` for any characters (`*.authorization`). */
  match: z.string().min(1).max(300),
  action: z.enum(FIELD_ACTIONS),
  type: typeSchema.default('field'),
});
export type FieldRule = z.infer<typeof fieldRuleSchema>;

export const customPatternSchema = z.strictObject({
  type: typeSchema,
  /** RE2 syntax: no look-around and no back-references, so that it runs in linear time. */
  pattern: z.string().min(1).max(500),
  action: z.enum(MASK_ACTIONS),
  is_case_sensitive: z.boolean().default(true),
});
export type CustomPattern = z.infer<typeof customPatternSchema>;

export const privacyRulesSchema = z.strictObject({
  /** By the name of a recogniser; what is not named is off. */
  recognisers: z.record(typeSchema, z.enum(['off', ...MASK_ACTIONS])).default({}),
  /** Values of headers and settings that carry credentials: authorization, cookie, x-api-key and the like. */
  credential_fields: z.enum(['off', 'mask']).default('mask'),
  fields: z.array(fieldRuleSchema).max(MAX_FIELDS).default([]),
  custom: z.array(customPatternSchema).max(MAX_CUSTOM).default([]),
  /** Whose phone numbers are known without a country code. */
  phone_regions: z
    .array(z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters'))
    .max(MAX_REGIONS)
    .default(['US', 'GB']),
  /** Whether the text of uploaded documents is treated as well; files that are no text are then refused. */
  documents: z.boolean().default(false),
  /** Pictures, sound and files out of traces that cannot be looked into, and PDFs that hold something: texts are masked in any case. */
  media: z.enum(MEDIA_ACTIONS).default('keep'),
});
export type PrivacyRules = z.infer<typeof privacyRulesSchema>;

/** What is in force where nothing was saved: keys by their form, and the fields that carry them. Nothing of it can be had back. */
export const DEFAULT_PRIVACY_RULES: PrivacyRules = privacyRulesSchema.parse({ recognisers: { secret: 'mask' } });

/** Whether anything would be taken out at all. */
export function isPrivacyOn({ recognisers, credential_fields, fields, custom, media }: PrivacyRules): boolean {
  const isAnyOn = Object.values(recognisers).some((action) => action !== 'off');
  return isAnyOn || credential_fields !== 'off' || fields.length > 0 || custom.length > 0 || media !== 'keep';
}
