'use server';
import { z } from 'zod';
import type { StepRows } from '@/components/diff/steps-diff';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { getComparison } from '@/lib/data/runs/run-compare';
import { ExpectedError } from '@/lib/errors';
import { stepRows } from './step-rows';

const askedSchema = z.object({
  project: z.string(),
  leftId: z.string(),
  rightId: z.string(),
  view: z.enum(['original', 'effective']),
  isAll: z.boolean(),
});

/** More rows of a long comparison, when somebody scrolls to them; null when it cannot be read any more. */
export async function loadRowsAction(asked: z.infer<typeof askedSchema>, from: number): Promise<StepRows | null> {
  const { project, leftId, rightId, view, isAll } = askedSchema.parse(asked);
  const viewer = await requireActionViewer(project);
  try {
    const { comparison } = await getComparison(viewer, leftId, rightId, { view });
    return stepRows(comparison, isAll, z.int().min(0).parse(from));
  } catch (error) {
    if (error instanceof ExpectedError) return null;
    throw error;
  }
}
