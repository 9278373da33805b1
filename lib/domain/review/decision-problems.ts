// Rules of a whole decision: its verdicts name claims of this run once each, and its outcome follows from them.
import type { FieldProblem } from '@/lib/errors';
import { structuredOutput } from '@/lib/domain/claim/claim-structure';
import { pointerTokens, readPointer } from '@/lib/domain/json-pointer';
import { unseenClaimIds } from './review-flag';
import type { DecisionBody } from './review-submission';
import type { Verdict } from './review-verdict';
import type { Json } from '@/lib/domain/run/run';
import { correctionOf, type JudgedClaim, verdictProblems } from './verdict-problems';

export interface DecisionContext {
  claims: readonly JudgedClaim[];
  /** Ids of claims that must be looked at before approval. */
  flagged: readonly string[];
  output: Json;
}

/** Every wrong field of a decision, as JSON Pointers into what was sent. */
export function decisionProblems(decision: DecisionBody, context: DecisionContext): FieldProblem[] {
  return [
    ...claimProblems(decision, context),
    ...omissionProblems(decision, context),
    ...outcomeProblems(decision),
    ...unseenProblems(decision, context),
  ];
}

/** Whether a verdict says that the output cannot stand as it is. */
export function isAgainst(verdict: Verdict): boolean {
  return verdict.value === 'wrong' || verdict.absent === true || (verdict.support === 'contradicts' && verdict.value !== 'right');
}

/** Whether a verdict changes something: the value, or where its evidence stands. */
export function isCorrection(verdict: Verdict): boolean {
  return verdict.absent === true || correctionOf(verdict) !== null || verdict.evidence !== undefined;
}

function claimProblems({ verdicts }: DecisionBody, { claims }: DecisionContext): FieldProblem[] {
  const byId = new Map(claims.map((claim) => [claim.claimId, claim]));
  const judged = new Set<string>();
  return verdicts.flatMap((verdict, index) => {
    const at = `/verdicts/${index}`;
    const claim = byId.get(verdict.claim_id);
    if (!claim) return [{ path: `${at}/claim_id`, detail: `is not a claim of this revision: ${verdict.claim_id}`, code: 'unknown_claim' }];
    if (judged.has(verdict.claim_id))
      return [{ path: `${at}/claim_id`, detail: `is judged twice: ${verdict.claim_id}`, code: 'duplicate' }];
    judged.add(verdict.claim_id);
    return verdictProblems(verdict, claim).map((problem) => ({ ...problem, path: at + problem.path }));
  });
}

function omissionProblems({ omissions }: DecisionBody, { output }: DecisionContext): FieldProblem[] {
  const structured = structuredOutput(output)?.value ?? null;
  const taken = new Set<string>();
  return omissions.flatMap(({ path, insert_at }, index) => {
    const at = `/omissions/${index}`;
    if (path !== undefined && insert_at !== undefined)
      return [{ path: `${at}/insert_at`, detail: 'path is for structured output, insert_at for prose: give one', code: 'contradiction' }];
    if (insert_at !== undefined && (typeof output !== 'string' || insert_at > output.length))
      return [{ path: `${at}/insert_at`, detail: 'lies outside the output, or the output is not prose', code: 'no_such_place' }];
    if (path === undefined) return [];
    if (!pointerTokens(path)?.length || structured === null)
      return [{ path: `${at}/path`, detail: 'is not a JSON Pointer into a structured output', code: 'no_such_place' }];
    const parent = readPointer(structured, path.slice(0, path.lastIndexOf('/')));
    if (typeof parent !== 'object' || parent === null)
      return [{ path: `${at}/path`, detail: 'has no object or list above it in the output', code: 'no_such_place' }];
    if (readPointer(structured, path) !== undefined || taken.has(path))
      return [{ path: `${at}/path`, detail: 'is there already: correct its claim instead', code: 'duplicate' }];
    taken.add(path);
    return [];
  });
}

function outcomeProblems({ outcome, verdicts, omissions, nothing_correct, note }: DecisionBody): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const wrong = (path: string, detail: string) => problems.push({ path, detail, code: 'inconsistent_outcome' });
  if (nothing_correct && outcome !== 'rejected') wrong('/nothing_correct', 'goes with outcome rejected only');
  if (nothing_correct && verdicts.some(({ value }) => value === 'right'))
    wrong('/nothing_correct', 'cannot be while a verdict calls a value right');
  if (outcome === 'approved' && (verdicts.some(isAgainst) || omissions.length > 0)) {
    wrong(
      '/outcome',
      'cannot be approved while a verdict is wrong, absent or contradicted or something is omitted: use corrected or rejected',
    );
  }
  if (outcome === 'corrected' && omissions.length === 0 && !verdicts.some(isCorrection)) {
    wrong('/outcome', 'is corrected, but nothing is: give a corrected_value, absent, evidence or an omission, or use approved or rejected');
  }
  if (outcome === 'corrected') {
    for (const [index, verdict] of verdicts.entries()) {
      if (verdict.value !== 'wrong' || verdict.absent || correctionOf(verdict)) continue;
      problems.push({
        path: `/verdicts/${index}/corrected_value`,
        detail: 'is needed where a value is wrong: give the right one, answer absent, or reject the output',
        code: 'required',
      });
    }
  }
  const isNegative = (verdict: Verdict) =>
    isAgainst(verdict) ||
    verdict.value === 'cannot_tell' ||
    verdict.place === 'wrong' ||
    (verdict.support !== undefined && verdict.support !== 'supports');
  if (outcome === 'rejected' && !nothing_correct && omissions.length === 0 && note === undefined && !verdicts.some(isNegative)) {
    wrong('/outcome', 'is rejected without a reason: give a verdict, an omission, nothing_correct or a note');
  }
  return problems;
}

function unseenProblems(decision: DecisionBody, { flagged }: DecisionContext): FieldProblem[] {
  if (decision.outcome !== 'approved' || decision.acknowledged_unseen) return [];
  const unseen = unseenClaimIds(flagged, decision);
  if (unseen.length === 0) return [];
  return [
    {
      path: '/acknowledged_unseen',
      detail: `Flagged claims were not judged: ${unseen.slice(0, 20).join(', ')}${unseen.length > 20 ? ' …' : ''}. Judge them, or send acknowledged_unseen: true.`,
      code: 'unseen_claims',
    },
  ];
}
