'use server';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionViewer } from '@/lib/auth/action-viewer';
import { reveal } from '@/lib/data/privacy/vault-reveal';

export async function revealAction(
  project: string,
  runId: string,
  token: string,
  purpose: string,
): Promise<ActionResult<{ value: string }>> {
  return answerAction(async () => {
    const { value } = await reveal(await requireActionViewer(project), { token, purpose, run_id: runId });
    return { value };
  });
}
