'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { eraseSubject } from '@/lib/data/privacy/erase-subject';
import { type PrivacyPreview, previewPrivacy } from '@/lib/data/privacy/privacy-preview';
import { savePrivacyRules } from '@/lib/data/privacy/privacy-rules';
import type { ErasedSubject } from '@/lib/domain/erase-subject';

export async function savePrivacyAction(project: string, base: number, rules: unknown): Promise<ActionResult<{ version: number }>> {
  const result = await answerAction(async () => {
    const { version } = await savePrivacyRules(await requireActionViewer(project), base, rules);
    return { version };
  });
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}

export async function previewPrivacyAction(project: string, rules: unknown): Promise<ActionResult<PrivacyPreview>> {
  return answerAction(async () => previewPrivacy(await requireActionViewer(project), rules));
}

export async function eraseSubjectAction(project: string, userId: string, purpose: string): Promise<ActionResult<ErasedSubject>> {
  return answerAction(async () => eraseSubject(await requireActionViewer(project), { user_id: userId, purpose }));
}
