import { useRouter } from 'next/navigation';
import { comment as commentVerb } from '@/lib/verbs/comment';
import { findVerb } from '@/lib/verbs/registry';
import { goOn } from './go-on';
import type { ReviewActions } from './review-actions';
import type { ReviewMaterial } from './review-material';

const UNREACHABLE = 'The server cannot be reached. What you wrote is still here; try again.';

/** Verbs on the item that need no draft. Each answers with a refusal in words, or null once it is recorded. */
export function useItemVerbs(material: ReviewMaterial, actions: Pick<ReviewActions, 'leave' | 'record'>, leaseId: string | null) {
  const router = useRouter();
  const leave = async (verb: string, reason: { reason_code?: string | undefined; note?: string | undefined }): Promise<string | null> => {
    const result = await actions.leave(verb, { ...reason, lease_id: leaseId }).catch(() => null);
    if (!result?.ok) return result?.message ?? UNREACHABLE;
    const past = findVerb(verb)?.past ?? verb;
    goOn(router, material, result.value.next, `Item ${past}.`);
    return null;
  };
  const comment = async (text: string, claimId: string | null): Promise<string | null> => {
    const result = await actions.record(commentVerb.name, { text, ...(claimId ? { claim_id: claimId } : {}) }).catch(() => null);
    if (!result?.ok) return result?.message ?? UNREACHABLE;
    router.refresh();
    return null;
  };
  return { leave, comment };
}
