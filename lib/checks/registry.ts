// Every check, in the order in which its findings are listed. A new check is one line here.
import type { Finding } from '@/lib/domain/evidence';
import { absenceDenied } from './absence-denied';
import { type Check, type CheckInput, type FindingCode, toFinding } from './check';
import { citedPlace } from './cited-place';
import { clauseNotInSource } from './clause-not-in-source';
import { comparativeChanged } from './comparative-changed';
import { contextLosses } from './context-losses';
import { dateNotInSource } from './date-not-in-source';
import { ENGINE_CODES } from './engine-codes';
import { evidenceMasked } from './evidence-masked';
import { evidenceMatch } from './evidence-match';
import { failedSteps } from './failed-steps';
import { fallback } from './fallback';
import { fieldEvidence } from './field-evidence';
import { guardrails } from './guardrails';
import { hiddenAnswer } from './hidden-answer';
import { injection } from './injection';
import { nameChanged } from './name-changed';
import { inventedList } from './invented-list';
import { nameNotInSource } from './name-not-in-source';
import { negationFlipped } from './negation-flipped';
import { nothingToCheck } from './nothing-to-check';
import { numberNotInSource } from './number-not-in-source';
import { quantifierChanged } from './quantifier-changed';
import { otherQuestion } from './other-question';
import { outputEnd } from './output-end';
import { outputSchema } from './output-schema';
import { outsideContext } from './outside-context';
import { recordContradicted } from './record-contradicted';
import { refusal } from './refusal';
import { requiredField } from './required-field';
import { retries } from './retries';
import { retrieval } from './retrieval';
import { selfContradiction } from './self-contradiction';
import { sourceConflict } from './source-conflict';
import { tools } from './tools';
import { traceCompleteness } from './trace-completeness';
import { unitChanged } from './unit-changed';
import { validationErrors } from './validation-errors';

export const CHECKS: readonly Check[] = [
  evidenceMatch,
  evidenceMasked,
  numberNotInSource,
  dateNotInSource,
  nameNotInSource,
  nameChanged,
  negationFlipped,
  unitChanged,
  clauseNotInSource,
  absenceDenied,
  quantifierChanged,
  comparativeChanged,
  selfContradiction,
  otherQuestion,
  inventedList,
  recordContradicted,
  sourceConflict,
  citedPlace,
  fieldEvidence,
  outsideContext,
  nothingToCheck,
  retrieval,
  contextLosses,
  injection,
  tools,
  failedSteps,
  retries,
  fallback,
  guardrails,
  outputEnd,
  refusal,
  hiddenAnswer,
  outputSchema,
  requiredField,
  validationErrors,
  traceCompleteness,
];

/** All findings of all checks. */
export function runChecks(input: CheckInput): Finding[] {
  return CHECKS.flatMap((check) => check.run(input).map((said) => toFinding(check, said)));
}

/** Every code that a finding can have, for pages, filters and docs. */
export function findingCodes(): FindingCode[] {
  return [...CHECKS.flatMap((check) => check.codes), ...ENGINE_CODES];
}
