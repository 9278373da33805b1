// Job `sweep-leases`: leases of a project that ran out go back to their queue, or to the leads.
import { z } from 'zod';
import { sweepLeases as sweep } from '@/lib/data/item-sweep';

const payloadSchema = z.object({ projectId: z.uuid() });

export async function sweepLeases(payload: unknown): Promise<void> {
  await sweep(payloadSchema.parse(payload));
}
