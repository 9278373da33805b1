import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { toast } from '@/components/ui/toast';
import type { RevisionChange } from '@/lib/domain/review/review-change';
import { unseenClaimIds } from '@/lib/domain/review/review-flag';
import type { FieldProblem } from '@/lib/errors';
import { carryOver } from './draft-storage';
import { goOn } from './go-on';
import type { ReviewActions } from './review-actions';
import type { ReviewDraft } from './review-draft';
import type { ReviewMaterial } from './review-material';
import type { SendReview } from './review-state';
import { localProblems, outcomeOf, type PlacedProblem, placeProblems, type SubmissionBody, submissionBody } from './submission-body';

interface SubmitOptions {
  material: ReviewMaterial;
  actions: Pick<ReviewActions, 'submit'>;
  draft: ReviewDraft;
  flagged: readonly string[];
  /** Null when nothing can be decided. */
  leaseId: string | null;
  send: SendReview;
}

interface Refusal {
  problems: PlacedProblem[];
  message: string | null;
  stale: RevisionChange | null;
}

const NONE: Refusal = { problems: [], message: null, stale: null };

/** Sends the decision. Nothing says "recorded", and no draft goes away, before the server has answered that it is. */
export function useSubmit({ material, actions, draft, flagged, leaseId, send }: SubmitOptions) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>(NONE);
  const attempt = useRef<{ text: string; key: string } | null>(null);

  const refuse = (next: Partial<Refusal> & { message: string }) => {
    setRefusal({ ...NONE, ...next });
    send({ type: 'open', dialog: null });
    if (!next.stale) toast.error(next.message);
    const claimId = next.problems?.find((problem) => problem.claimId !== null)?.claimId;
    if (claimId) send({ type: 'focus', claimId });
  };

  /** `isConfirmed`: the dialog about unseen claims was answered. */
  const submit = async (acknowledgesUnseen = false, isConfirmed = false) => {
    if (leaseId === null || isBusy) return;
    const body = submissionBody(draft, material.claims, material.revision, acknowledgesUnseen);
    const problems = localProblems(body, material.claims, material.record.facts.output);
    if (problems.length > 0) return refuse({ problems: placeProblems(problems, body.verdicts ?? []), message: problemWords(problems) });
    if (!isConfirmed && outcomeOf(draft) === 'approved' && hasUnseen(flagged, body)) return send({ type: 'open', dialog: 'submit' });
    setBusy(true);
    // The same answers sent again, after a lost connection say, carry the same key: they are one decision.
    const text = JSON.stringify(body);
    if (attempt.current?.text !== text) attempt.current = { text, key: crypto.randomUUID() };
    const result = await actions.submit({ ...body, lease_id: leaseId }, attempt.current.key).catch(() => null);
    setBusy(false);
    if (result?.ok) return goOn(router, material, result.value.next, 'Decision recorded.');
    if (result === null) return refuse({ message: 'The server cannot be reached. Your draft is kept; submitting again is safe.' });
    if (result.code === 'stale_revision')
      return refuse({ message: result.message, stale: (result.extra['changed'] ?? EMPTY_CHANGE) as RevisionChange });
    refuse({ problems: placeProblems(result.problems, body.verdicts ?? []), message: result.message });
  };

  /** Opens the revision that stands now; answers on claims that did not change come along. */
  const reload = () => {
    carryOver(material.itemId, draft, material.claims);
    setRefusal(NONE);
    router.refresh();
  };
  return { ...refusal, isBusy, submit, reload, closeStale: () => setRefusal({ ...refusal, stale: null }) };
}

const EMPTY_CHANGE: RevisionChange = { fields: [], claims: [] };

/** One sentence over all of them; each is said again where it is wrong. */
function problemWords(problems: readonly FieldProblem[]): string {
  const [first] = problems;
  if (problems.every(({ path }) => path.endsWith('/reason_code')))
    return problems.length === 1 ? 'One answer needs a reason.' : `${problems.length} answers need a reason.`;
  if (problems.length > 1) return `${problems.length} things have to be mended before this can be submitted.`;
  return first?.path === '/outcome' ? `The outcome ${first.detail}.` : 'One thing has to be mended before this can be submitted.';
}

function hasUnseen(flagged: readonly string[], { verdicts = [], seen_claim_ids = [] }: SubmissionBody): boolean {
  return unseenClaimIds(flagged, { verdicts, seen_claim_ids }).length > 0;
}
