// What a person says in the dialog that puts runs before reviewers: into which incident, how many, where.
import { z } from 'zod';
import { queueNameSchema } from '@/lib/domain/queue';
import { reviewText } from '@/lib/domain/review/review-text';
import { incidentSeveritySchema } from './incident';
import { incidentCauseSchema } from './incident-cause';

export const queueingDraftSchema = z
  .strictObject({
    cause: incidentCauseSchema,
    from: z.iso.datetime({ offset: true }).nullable(),
    share: z.number().gt(0).max(1),
    queue: queueNameSchema,
    incidentId: z.uuid().nullable(),
    title: reviewText(200),
    severity: incidentSeveritySchema,
  })
  .refine(({ incidentId, title }) => incidentId !== null || title.trim() !== '', { path: ['title'], message: 'is empty' });
export type QueueingDraftBody = z.infer<typeof queueingDraftSchema>;
