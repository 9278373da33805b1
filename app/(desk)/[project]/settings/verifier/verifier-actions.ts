'use server';
import { revalidatePath } from 'next/cache';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { removeVerifier, saveVerifier } from '@/lib/data/checking/verifier';
import { testVerifier } from '@/lib/data/checking/verifier-test';
import type { VerifierInput } from '@/lib/domain/verifier/verifier-settings';
import type { VerifierTest, VerifierView } from '@/lib/domain/verifier/verifier-view';

export async function saveVerifierAction(project: string, input: VerifierInput): Promise<ActionResult<VerifierView>> {
  return change(async () => saveVerifier(await requireActionViewer(project), input));
}

export async function removeVerifierAction(project: string): Promise<ActionResult<void>> {
  return change(async () => removeVerifier(await requireActionViewer(project)));
}

/** Its state and its use may have changed. */
export async function testVerifierAction(project: string): Promise<ActionResult<VerifierTest>> {
  return change(async () => testVerifier(await requireActionViewer(project)));
}

async function change<T>(body: () => Promise<T>): Promise<ActionResult<T>> {
  const result = await answerAction(body);
  if (result.ok) revalidatePath('/[project]/settings/verifier', 'page');
  return result;
}
