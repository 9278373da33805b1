'use server';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { getRunStep } from '@/lib/data/run-steps';
import type { CanonicalStep } from '@/lib/domain/run/run';
import { ExpectedError } from '@/lib/errors';

type LoadedStep = { ok: true; step: CanonicalStep } | { ok: false; message: string };

/** The body of one step, when somebody opens it: a run may have more than fits into a page. */
export async function loadStepAction(project: string, runId: string, stepId: string): Promise<LoadedStep> {
  const viewer = await requireActionViewer(project);
  try {
    return { ok: true, step: await getRunStep(viewer, runId, String(stepId)) };
  } catch (error) {
    if (error instanceof ExpectedError) return { ok: false, message: error.message };
    throw error;
  }
}
