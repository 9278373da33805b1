'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { recordKeyBindings } from '@/lib/data/people/key-bindings';
import type { KeyBindings } from '@/lib/domain/key-bindings';

/** Keeps the viewer's own keys; every page has them at its next rendering. */
export async function saveKeyBindingsAction(projectSlug: string, bindings: KeyBindings): Promise<ActionResult<KeyBindings>> {
  return answerAction(async () => {
    const kept = await recordKeyBindings(await requireActionViewer(projectSlug), bindings);
    revalidatePath('/[project]', 'layout');
    return kept;
  });
}
