'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { decideAlarm, saveDriftSettings } from '@/lib/data/insights/drift-decide';

export async function decideAlarmAction(project: string, alarmId: string, input: unknown): Promise<ActionResult<void>> {
  const result = await answerAction(async () => {
    await decideAlarm(await requireActionViewer(project), alarmId, input);
  });
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}

export async function saveDriftSettingsAction(project: string, input: unknown): Promise<ActionResult<void>> {
  const result = await answerAction(async () => {
    await saveDriftSettings(await requireActionViewer(project), input);
  });
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}
