// From a draft to the body of a submit, and from the server's field problems back to the claims they are about.
import type { z } from 'zod';
import { decisionProblems, isAgainst, isCorrection } from '@/lib/domain/review/decision-problems';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import { submissionSchema } from '@/lib/domain/review/review-submission';
import type { Outcome } from '@/lib/domain/review/review-verdict';
import type { Json } from '@/lib/domain/run/run';
import type { FieldProblem } from '@/lib/errors';
import { reasonProblems } from '@/lib/verbs/verdict-verb';
import { verdictOf } from './claim-verdict';
import type { ReviewDraft } from './review-draft';

/**
 * What the verdicts come to when nobody chose: corrected when something was put right, rejected when something is wrong or
 * unsupported and nothing was, approved otherwise.
 */
export function outcomeOf(draft: ReviewDraft): Outcome {
  if (draft.outcome) return draft.outcome;
  const verdicts = Object.entries(draft.claims).map(([claimId, said]) => verdictOf(claimId, said));
  if (draft.omissions.length > 0 || verdicts.some(isCorrection)) return 'corrected';
  const isDoubted = verdicts.some((verdict) => isAgainst(verdict) || (verdict.support !== undefined && verdict.support !== 'supports'));
  return isDoubted ? 'rejected' : 'approved';
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

/** Every rule of the server that can be asked before anything is sent. */
export function localProblems(body: SubmissionBody, claims: readonly AnchoredClaim[], output: Json | undefined): FieldProblem[] {
  const parsed = submissionSchema.safeParse(JSON.parse(JSON.stringify(body)));
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, detail: message }));
  // Unseen claims are asked about in a dialog of their own, so none is flagged here.
  return [...reasonProblems(parsed.data), ...decisionProblems(parsed.data, { claims, flagged: [], output: output ?? null })];
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
