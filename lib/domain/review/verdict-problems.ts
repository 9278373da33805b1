// Rules between the answers of one verdict: what contradicts itself or says nothing is refused, every wrong field at once.
import type { FieldProblem } from '@/lib/errors';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import type { Verdict } from './review-verdict';
import type { Json } from '@/lib/domain/run/run';
import { canonicalJson } from '@/lib/domain/trail/canonical-json';

export type JudgedClaim = Pick<AnchoredClaim, 'claimId' | 'kind' | 'path' | 'range' | 'text' | 'value'>;

/** What the run says at the claim: the field's value, or the words of the sentence. */
export function originalValue(claim: JudgedClaim): Json {
  return claim.kind === 'field' ? claim.value : claim.text;
}

/** A correction, when there is one. Null stands for "no value" beside every answer but wrong, where it is a value. */
export function correctionOf(verdict: Verdict): { value: Json } | null {
  const { corrected_value: value } = verdict;
  return value === undefined || (value === null && verdict.value !== 'wrong') ? null : { value };
}

/** Paths are relative to the verdict. */
export function verdictProblems(verdict: Verdict, claim: JudgedClaim): FieldProblem[] {
  return [...answerProblems(verdict), ...correctionProblems(verdict, claim)];
}

function answerProblems({ value, place, support, absent, evidence }: Verdict): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!value && !place && !support && !absent)
    problems.push({ path: '', detail: 'says nothing: answer value, place or support', code: 'empty_verdict' });
  if (absent && value && value !== 'wrong')
    problems.push({ path: '/absent', detail: 'says that there is no right value, while value is not wrong', code: 'contradiction' });
  if (value === 'right' && support === 'contradicts' && !evidence) {
    problems.push({
      path: '/support',
      detail: 'contradicts a value that is called right: point at evidence for it, or change one of the two',
      code: 'contradiction',
    });
  }
  if (place === 'none' && evidence)
    problems.push({ path: '/place', detail: 'says that there is no place, while evidence names one', code: 'contradiction' });
  if (place === 'none' && support === 'supports')
    problems.push({ path: '/support', detail: 'supports needs a place, while place is none', code: 'contradiction' });
  return problems;
}

function correctionProblems(verdict: Verdict, claim: JudgedClaim): FieldProblem[] {
  const correction = correctionOf(verdict);
  if (!correction) return [];
  const at = { path: '/corrected_value' };
  if (verdict.absent) return [{ ...at, detail: 'cannot be given when the claim should not be there (absent)', code: 'contradiction' }];
  if (verdict.value !== 'wrong') return [{ ...at, detail: 'needs value: wrong', code: 'contradiction' }];
  if (claim.kind === 'sentence' && typeof correction.value !== 'string')
    return [{ ...at, detail: 'replaces a sentence, so it must be text', code: 'invalid_type' }];
  if (claim.kind === 'sentence' && String(correction.value).trim() === '')
    return [{ ...at, detail: 'is empty: to take a sentence out, answer absent', code: 'empty' }];
  if (canonicalJson(correction.value) !== canonicalJson(originalValue(claim))) return [];
  return [{ ...at, detail: 'equals the original, so it corrects nothing: change it, or answer value: right', code: 'not_a_correction' }];
}
