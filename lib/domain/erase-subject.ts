// What somebody who has a user's values erased has to say, and what is answered.
import { z } from 'zod';

export const eraseSubjectSchema = z.strictObject({
  user_id: z.string().trim().min(1, 'is empty').max(512).describe('As the tracer sent it, or as it stands in the runs'),
  purpose: z.string().trim().min(3, 'says nothing').max(500).describe('Why; goes into the trail'),
});

export const erasedSubjectSchema = z
  .object({
    runs: z.int().describe('Runs of that user; they stay, with their marks'),
    values: z.int().describe('Sealed values that are gone'),
  })
  .meta({ id: 'ErasedSubject' });
export type ErasedSubject = z.infer<typeof erasedSubjectSchema>;
