'use server';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { getShownStep } from '@/lib/data/runs/step-part';
import type { ShownStep } from '@/lib/domain/steps/large-part';
import { ExpectedError } from '@/lib/errors';

type LoadedStep = { ok: true; step: ShownStep } | { ok: false; message: string };

/** The body of one step, when somebody opens it: a run may have more than fits into a page. What is large in it stays behind. */
export async function loadStepAction(project: string, runId: string, stepId: string): Promise<LoadedStep> {
  const viewer = await requireActionViewer(project);
  try {
    return { ok: true, step: await getShownStep(viewer, runId, String(stepId)) };
  } catch (error) {
    if (error instanceof ExpectedError) return { ok: false, message: error.message };
    throw error;
  }
}
