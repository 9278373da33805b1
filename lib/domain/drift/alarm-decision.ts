// What somebody decides about an alarm.
import { z } from 'zod';

export const alarmDecisionSchema = z.strictObject({
  state: z.enum(['acknowledged', 'muted']),
  reason: z.string().trim().min(1, 'is needed: why it is no surprise, or what is done').max(2000),
  mute_days: z.int().min(1).max(365).default(28).describe('For how long a mute lasts; afterwards it is raised again if it is still there'),
});
