'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { saveCheckSetting } from '@/lib/data/checking/check-settings';

export async function saveCheckAction(project: string, code: string, change: unknown): Promise<ActionResult<null>> {
  const result = await answerAction(async () => {
    await saveCheckSetting(await requireActionViewer(project), code, change);
    return null;
  });
  if (result.ok) revalidatePath(`/${project}/checks`, 'layout');
  return result;
}
