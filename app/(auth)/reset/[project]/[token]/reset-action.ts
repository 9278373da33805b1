'use server';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireSameOrigin } from '@/lib/auth/require-same-origin';
import { redeemReset } from '@/lib/data/people/redeem-link';

export async function redeemResetAction(project: string, token: string, password: string): Promise<ActionResult<void>> {
  return answerAction(async () => {
    await requireSameOrigin();
    await redeemReset(project, token, password);
  });
}
