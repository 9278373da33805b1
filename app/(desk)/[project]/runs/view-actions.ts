'use server';
import { z } from 'zod';
import { revalidatePath } from 'next/cache';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { createView, removeView } from '@/lib/data/people/saved-views';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { paths } from '@/lib/paths';

/** Answers the id of the view. */
export async function saveRunsViewAction(project: string, name: string, query: string, isShared: boolean): Promise<ActionResult<string>> {
  return answerAction(async () => {
    const viewId = await createView(await requireActionViewer(project), { place: 'runs', name, query, isShared });
    revalidatePath(paths.runs(project));
    return viewId;
  });
}

export async function removeRunsViewAction(project: string, viewId: string): Promise<ActionResult<null>> {
  return answerAction(async () => {
    await removeView(await requireActionViewer(project), z.string().parse(viewId));
    revalidatePath(paths.runs(project));
    return null;
  });
}
