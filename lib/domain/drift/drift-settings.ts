// What a project has chosen about drift: when something counts as moved, what is looked at, and what an alarm does.
import { z } from 'zod';
import { DIMENSION_KEYS, DRIFT_DIMENSIONS } from './drift-dimension';
import { SLICE_KINDS } from './run-contribution';

export const driftSettingsSchema = z.strictObject({
  is_on: z.boolean().default(true).describe('Whether the daily test may raise alarms'),
  level: z
    .number()
    .min(0.001)
    .max(0.2)
    .default(0.05)
    .describe('In at most this share of quiet weeks there is a false alarm; on the page, the false discovery rate'),
  min_effect: z.number().min(0).max(1).default(0.05).describe('Smaller effects (Cramér’s V; 2·|P−½| for numbers) are never called moved'),
  min_cases: z.int().min(20).max(1_000_000).default(200).describe('Cases that each window must hold'),
  current_days: z.int().min(1).max(28).default(7),
  reference_days: z.int().min(7).max(112).default(28),
  dimensions: z
    .array(z.enum(DIMENSION_KEYS as [string, ...string[]]))
    .default(DRIFT_DIMENSIONS.filter(({ isDeliberate }) => !isDeliberate).map(({ key }) => key))
    .describe('What may raise an alarm'),
  slices: z.array(z.enum(SLICE_KINDS)).default(['all', 'route', 'prompt', 'model']).describe('Kinds of slices that are tested'),
  audit_queue: z.string().max(100).default('audit-sample').describe('The queue whose sampling an alarm raises; empty: none'),
  audit_share: z.number().min(0).max(1).default(0.25).describe('Share of the runs of the slice that are sampled while it is raised'),
  audit_days: z.int().min(1).max(90).default(7).describe('For how long'),
  webhook_url: z.string().max(2000).default('').describe('Told about each alarm; empty: nobody'),
});
export type DriftSettings = z.infer<typeof driftSettingsSchema>;

export const DEFAULT_DRIFT_SETTINGS: DriftSettings = driftSettingsSchema.parse({});

/** What is stored; what an older version does not know gets its default. */
export function readDriftSettings(stored: unknown): DriftSettings {
  return driftSettingsSchema.safeParse(stored ?? {}).data ?? DEFAULT_DRIFT_SETTINGS;
}
