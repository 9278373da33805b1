// What the verdict verbs write into a draft, and what a draft amounts to.
import type { Verdict } from '@/lib/domain/review/review-verdict';
import type { ReasonCode } from '@/lib/verbs/reason';
import { VERBS } from '@/lib/verbs/registry';
import type { ClaimVerb } from '@/lib/verbs/verb';
import { verbsOfVerdict } from '@/lib/verbs/verdict-verb';
import type { ClaimDraft } from './review-draft';

/** The verbs that answer about a claim that is there, in the order of their keys. */
export const VERDICT_VERBS: readonly ClaimVerb[] = VERBS.filter(
  (verb): verb is ClaimVerb => verb.on === 'claim' && Object.keys(verb.draft).length > 0,
).toSorted((a, b) => (a.key ?? '~').localeCompare(b.key ?? '~'));

/** What choosing a verb says: its own answers take the place of earlier ones; a note, evidence and what still fits stay. */
export function verbPatch(verb: ClaimVerb, said: ClaimDraft | undefined): ClaimDraft {
  const keepsValue = verb.draft.value === 'wrong' && verb.draft.absent !== true;
  const keepsReason = verb.reasonCodes.some(({ code }) => code === said?.reason_code);
  return {
    value: undefined,
    place: undefined,
    support: undefined,
    absent: undefined,
    ...(keepsValue ? {} : { corrected_value: undefined }),
    ...(keepsReason ? {} : { reason_code: undefined }),
    ...verb.draft,
  };
}

/** A draft as the verdict it would be sent as. */
export const verdictOf = (claimId: string, said: ClaimDraft): Verdict => ({ ...UNSAID, claim_id: claimId, ...said });

const UNSAID = {
  value: undefined,
  place: undefined,
  support: undefined,
  absent: undefined,
  evidence: undefined,
  reason_code: undefined,
  note: undefined,
};

/** All verbs that a draft amounts to; the first names its event. */
export const verbsOf = (said: ClaimDraft | undefined): ClaimVerb[] => (said ? verbsOfVerdict(verdictOf('', said)) : []);

export function reasonChoices(verbs: readonly ClaimVerb[]): { codes: ReasonCode[]; isRequired: boolean } {
  const codes = verbs
    .flatMap(({ reasonCodes }) => reasonCodes)
    .filter(({ code }, index, all) => all.findIndex((each) => each.code === code) === index);
  return { codes, isRequired: verbs.some(({ isReasonRequired }) => isReasonRequired) };
}
