'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { RulesPreviewResult } from '@/components/queue/rules-preview';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { requestBackfill } from '@/lib/data/queues/backfill-queue';
import { previewRules } from '@/lib/data/queues/preview-rules';
import { putQueue } from '@/lib/data/queues/queues';
import { readInput } from '@/lib/data/read-input';
import { ruleSchema } from '@/lib/domain/rule';

const rulesSchema = z.object({ rules: z.array(ruleSchema).max(100) });

export async function previewRulesAction(project: string, queue: string, rules: unknown): Promise<ActionResult<RulesPreviewResult>> {
  return answerAction(async () => {
    const viewer = await requireActionViewer(project);
    return previewRules(viewer, queue, readInput(() => rulesSchema.parse({ rules })).rules);
  });
}

export async function saveQueueAction(project: string, queue: string, body: unknown): Promise<ActionResult<null>> {
  return answerAction(async () => {
    await putQueue(await requireActionViewer(project), queue, body);
    revalidatePath(`/${project}/queue`);
    return null;
  });
}

export async function backfillAction(project: string, queue: string): Promise<ActionResult<null>> {
  return answerAction(async () => {
    await requestBackfill(await requireActionViewer(project), queue);
    return null;
  });
}
