'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { judgeEvalCase } from '@/lib/data/evals/eval-approve';
import { publishEvalVersion } from '@/lib/data/evals/eval-publish';

export async function approveCaseAction(project: string, caseId: string): Promise<ActionResult<void>> {
  return change(async () => void (await judgeEvalCase(await requireActionViewer(project), String(caseId), 'approve')));
}

export async function rejectCaseAction(
  project: string,
  caseId: string,
  reason: { reason_code: string; note: string },
): Promise<ActionResult<void>> {
  const { reason_code, note } = reason;
  return change(
    async () =>
      void (await judgeEvalCase(await requireActionViewer(project), String(caseId), 'reject', { reason_code, note: note || null })),
  );
}

/** Answers the number of the new version. */
export async function publishVersionAction(project: string, set: string, note: string): Promise<ActionResult<number>> {
  return change(async () => (await publishEvalVersion(await requireActionViewer(project), String(set), { note: String(note) })).version);
}

async function change<T>(body: () => Promise<T>): Promise<ActionResult<T>> {
  const result = await answerAction(body);
  if (result.ok) revalidatePath('/[project]/evals', 'layout');
  return result;
}
