'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { createKey, type NewKey, revokeKey } from '@/lib/data/people/keys';

/** Answers the whole key, once. */
export async function createKeyAction(project: string, key: NewKey): Promise<ActionResult<{ text: string }>> {
  return change(async () => {
    const { text } = await createKey(await requireActionViewer(project), key);
    return { text };
  });
}

export async function revokeKeyAction(project: string, keyId: string): Promise<ActionResult<void>> {
  return change(async () => revokeKey(await requireActionViewer(project), keyId));
}

async function change<T>(body: () => Promise<T>): Promise<ActionResult<T>> {
  const result = await answerAction(body);
  if (result.ok) revalidatePath('/[project]/settings/keys', 'page');
  return result;
}
