// Which verb a verdict is, and whether its reason fits: the same question in the browser and on the server.
import type { FieldProblem } from '@/lib/errors';
import type { DecisionBody } from '@/lib/domain/review/review-submission';
import type { Verdict } from '@/lib/domain/review/review-verdict';
import { omit } from './omit';
import { reasonProblem } from './reason';
import { VERBS } from './registry';
import type { ClaimVerb } from './verb';

/** All verbs that a verdict amounts to, the one that names its event first. Empty for a verdict that says nothing. */
export function verbsOfVerdict(verdict: Verdict): ClaimVerb[] {
  if (!verdict.value && !verdict.place && !verdict.support && !verdict.absent) return [];
  return VERBS.filter((verb): verb is ClaimVerb => verb.on === 'claim' && verb.matches(verdict));
}

export function verbOfVerdict(verdict: Verdict): ClaimVerb | null {
  return verbsOfVerdict(verdict)[0] ?? null;
}

/** What is wrong with the reasons of a decision. A verdict that is several verbs at once may give a reason of any of them. */
export function reasonProblems({ verdicts, omissions }: Pick<DecisionBody, 'verdicts' | 'omissions'>): FieldProblem[] {
  const ofVerdicts = verdicts.flatMap((verdict, index) => {
    const verbs = verbsOfVerdict(verdict);
    const codes = verbs
      .flatMap(({ reasonCodes }) => reasonCodes)
      .filter(({ code }, at, all) => all.findIndex((one) => one.code === code) === at);
    return verbs.length === 0
      ? []
      : problem(
          `/verdicts/${index}`,
          reasonProblem(
            codes,
            verbs.some(({ isReasonRequired }) => isReasonRequired),
            verdict.reason_code,
            verdict.note,
          ),
        );
  });
  return [
    ...ofVerdicts,
    ...omissions.flatMap(({ reason_code, note }, index) =>
      problem(`/omissions/${index}`, reasonProblem(omit.reasonCodes, omit.isReasonRequired, reason_code, note)),
    ),
  ];
}

function problem(at: string, detail: string | null): FieldProblem[] {
  return detail === null ? [] : [{ path: `${at}/reason_code`, detail, code: 'invalid_reason' }];
}
