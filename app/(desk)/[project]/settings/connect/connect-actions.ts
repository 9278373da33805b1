'use server';
import { z } from 'zod';
import type { Arrivals } from '@/components/connect/arrivals';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { listArrivals } from '@/lib/data/ingest/arrivals';
import { createKey } from '@/lib/data/people/keys';

export async function arrivalsAction(project: string): Promise<Arrivals> {
  return listArrivals(await requireActionViewer(project));
}

/** A shared key that may send runs and nothing else. */
export async function makeIngestKeyAction(project: string, tracer: string): Promise<ActionResult<{ text: string }>> {
  return answerAction(async () => {
    const name = z.string().min(1).max(60).parse(tracer);
    const { text } = await createKey(await requireActionViewer(project), {
      name: `Tracer: ${name}`,
      scopes: ['ingest'],
      isPersonal: false,
      expiresInDays: null,
    });
    return { text };
  });
}
