// From a draft to the body of a submit, and from the server's field problems back to the claims they are about.
import type { z } from 'zod';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { submissionSchema } from '@/lib/domain/review-submission';
import type { Outcome } from '@/lib/domain/review-verdict';
import type { FieldProblem } from '@/lib/errors';
import { verbsOf, verdictOf } from './claim-verdict';
import type { ReviewDraft } from './review-draft';

/** What the verdicts come to when nobody chose: corrected as soon as one of them says that something is not right. */
export function outcomeOf(draft: ReviewDraft): Outcome {
  if (draft.outcome) return draft.outcome;
  const isChanged =
    draft.omissions.length > 0 ||
    Object.values(draft.claims).some((said) => verbsOf(said).some(({ name }) => name !== 'right' && name !== 'cannot_tell'));
  return isChanged ? 'corrected' : 'approved';
}

/** As it is sent, before the server's schema has filled it in. */
export type SubmissionBody = Omit<z.input<typeof submissionSchema>, 'lease_id'>;

/** Verdicts go in the order of the claims; claims about which nothing but a look is known go as seen. */
export function submissionBody(
  draft: ReviewDraft,
  claims: readonly Pick<AnchoredClaim, 'claimId'>[],
  revision: string,
  acknowledgesUnseen: boolean,
): SubmissionBody {
  const verdicts = claims.flatMap(({ claimId }) => {
    const said = draft.claims[claimId];
    return said ? [verdictOf(claimId, said)] : [];
  });
  return {
    revision,
    outcome: outcomeOf(draft),
    verdicts,
    omissions: draft.omissions,
    nothing_correct: draft.nothingCorrect,
    acknowledged_unseen: acknowledgesUnseen,
    seen_claim_ids: draft.seen.filter((claimId) => !draft.claims[claimId]),
    note: draft.note.trim() === '' ? undefined : draft.note,
    ...(draft.keep === 'default' ? {} : { eval: draft.keep }),
  };
}

export interface PlacedProblem {
  /** Null: about the submission as a whole. */
  claimId: string | null;
  omission: number | null;
  /** The member that is wrong: `reason_code`, `corrected_value` … */
  member: string;
  detail: string;
}

/** Finds the claim or omission that each JSON Pointer of a refusal is about. */
export function placeProblems(problems: readonly FieldProblem[], verdicts: readonly { claim_id: string }[]): PlacedProblem[] {
  return problems.map(({ path, detail }) => {
    const [list, index = '', ...members] = path.split('/').slice(1);
    const member = members.join('/');
    if (list === 'verdicts') return { claimId: verdicts[Number(index)]?.claim_id ?? null, omission: null, member, detail };
    if (list === 'omissions') return { claimId: null, omission: Number(index), member, detail };
    return { claimId: null, omission: null, member: list ?? '', detail };
  });
}
