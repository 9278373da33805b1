'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { savePatternSetting } from '@/lib/data/insights/pattern-settings';

export async function savePatternAction(project: string, key: string, change: unknown): Promise<ActionResult<null>> {
  const result = await answerAction(async () => {
    await savePatternSetting(await requireActionViewer(project), key, change);
    return null;
  });
  if (result.ok) revalidatePath(`/${project}/insights/patterns`, 'layout');
  return result;
}
