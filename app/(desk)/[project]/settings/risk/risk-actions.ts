'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { changeProjectSettings } from '@/lib/data/people/projects';
import { requestRefit } from '@/lib/data/learning/refit-risk';
import { activateRiskModel } from '@/lib/data/learning/risk-models';

export async function refitRiskAction(project: string): Promise<ActionResult<void>> {
  return answerAction(async () => requestRefit(await requireActionViewer(project)));
}

export async function activateRiskModelAction(project: string, version: number, reason: string): Promise<ActionResult<void>> {
  const result = await answerAction(async () => {
    await activateRiskModel(await requireActionViewer(project), { version, reason });
  });
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}

export async function activateRefitsAction(project: string, activateRefits: boolean): Promise<ActionResult<void>> {
  const result = await answerAction(async () => changeProjectSettings(await requireActionViewer(project), { activateRefits }));
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}
