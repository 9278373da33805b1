// What may be asked of the trail: the filter of the page, of the entries and of a bundle, read from URL parameters.
import { z } from 'zod';

const MAX_LIMIT = 200;
const MAX_ID_CHARACTERS = 512;

const idSchema = z.string().min(1).max(MAX_ID_CHARACTERS);

/** An entry's index, or an instant or day (RFC 3339); a day stands for its first moment in UTC. */
const boundSchema = z.union(
  [
    z
      .string()
      .regex(/^(0|[1-9]\d{0,17})$/)
      .transform((text) => ({ index: BigInt(text) })),
    z.iso.datetime({ offset: true }).transform((text) => ({ at: new Date(text) })),
    z.iso.date().transform((text) => ({ at: new Date(`${text}T00:00:00Z`) })),
  ],
  'must be an index, a day (2026-01-31) or an instant (2026-01-31T08:00:00Z)',
);

/** `from` is included, `to` is not. */
export const trailFilterSchema = z.strictObject({
  run_id: idSchema.optional(),
  actor_id: idSchema.optional(),
  item_id: z.uuid().optional(),
  type: idSchema.optional(),
  from: boundSchema.optional(),
  to: boundSchema.optional(),
});
export type TrailFilter = z.infer<typeof trailFilterSchema>;

export const trailQuerySchema = trailFilterSchema.extend({
  order: z.enum(['newest', 'oldest']).default('newest'),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(100),
  cursor: z.string().optional(),
});
export type TrailQuery = z.infer<typeof trailQuerySchema>;

/** `since` is the size of a checkpoint that the auditor holds: the bundle then proves that nothing before it changed. */
export const trailExportSchema = trailFilterSchema.extend({
  since: z
    .string()
    .regex(/^(0|[1-9]\d{0,17})$/, 'must be the size of an earlier checkpoint')
    .transform((text) => BigInt(text))
    .optional(),
});
export type TrailExport = z.infer<typeof trailExportSchema>;
