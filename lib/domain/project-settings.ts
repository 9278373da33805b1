// Settings of a project that change what people may do in it. Stored as JSON; what is absent or unreadable is at its default.
import { z } from 'zod';
import { NO_QUOTA_SETTINGS, quotaSettingsSchema } from './quota';
import { stepKindSettingSchema } from './step-kind-rule';

const projectSettingsSchema = z.object({
  /** Whether the maker of an eval case may also approve it: for projects of one person. */
  allowSelfApproval: z.boolean().catch(false).default(false),
  /** Whether a refit of the risk that is better takes force by itself; otherwise it is only proposed. */
  activateRefits: z.boolean().catch(true).default(true),
  /** Which names of steps stand for which kind; null: as everybody has it. */
  stepKinds: stepKindSettingSchema.nullable().catch(null).default(null),
  /** How much may be sent in; what is null is as the installation has it. */
  quotas: quotaSettingsSchema.catch(NO_QUOTA_SETTINGS).default(NO_QUOTA_SETTINGS),
});
/** What a form may change: any of the settings, each checked strictly. A stored setting is read leniently instead. */
export const projectSettingsChangeSchema = z
  .strictObject({
    allowSelfApproval: z.boolean(),
    activateRefits: z.boolean(),
    quotas: quotaSettingsSchema,
    stepKinds: stepKindSettingSchema.nullable(),
  })
  .partial();
export type ProjectSettings = z.infer<typeof projectSettingsSchema>;

export function readProjectSettings(stored: unknown): ProjectSettings {
  return projectSettingsSchema.parse(typeof stored === 'object' && stored !== null ? stored : {});
}
