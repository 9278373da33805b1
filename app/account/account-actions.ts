'use server';
import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { type ActionResult, answerAction } from '@/lib/action-result';
import { requireActionSignedIn } from '@/lib/auth/action-viewer';
import { clientAddress } from '@/lib/auth/client-address';
import { changeName, changePassword } from '@/lib/data/people/account';
import { endOtherSessions, endSession } from '@/lib/data/people/end-session';
import { env } from '@/lib/env';
import { notFound } from '@/lib/errors';

export async function changeNameAction(name: string): Promise<ActionResult<void>> {
  const result = await answerAction(async () => changeName(await requireActionSignedIn(), name));
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}

export async function changePasswordAction(change: { current: string; next: string }): Promise<ActionResult<void>> {
  return refresh(async () => {
    const address = clientAddress(await headers(), env().COUNTERSIGN_TRUST_PROXY === 'on');
    await changePassword(await requireActionSignedIn(), address, change);
  });
}

export async function endSessionAction(sessionId: string): Promise<ActionResult<void>> {
  return refresh(async () => {
    const { userId } = await requireActionSignedIn();
    if (!(await endSession(userId, sessionId, 'revoked'))) throw notFound('session');
  });
}

export async function endOtherSessionsAction(): Promise<ActionResult<number>> {
  return refresh(async () => endOtherSessions(await requireActionSignedIn(), 'revoked'));
}

async function refresh<T>(body: () => Promise<T>): Promise<ActionResult<T>> {
  const result = await answerAction(body);
  if (result.ok) revalidatePath('/account');
  return result;
}
