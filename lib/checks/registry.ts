// Every check, in the order in which its findings are listed. A new check is one line here.
import type { Finding } from '@/lib/domain/evidence';
import { type Check, type CheckInput, type FindingCode, toFinding } from './check';
import { citedPlace } from './cited-place';
import { dateNotInSource } from './date-not-in-source';
import { evidenceMatch } from './evidence-match';
import { fieldEvidence } from './field-evidence';
import { nameNotInSource } from './name-not-in-source';
import { negationFlipped } from './negation-flipped';
import { nothingToCheck } from './nothing-to-check';
import { numberNotInSource } from './number-not-in-source';
import { outsideContext } from './outside-context';
import { sourceConflict } from './source-conflict';
import { unitChanged } from './unit-changed';

export const CHECKS: readonly Check[] = [
  evidenceMatch,
  numberNotInSource,
  dateNotInSource,
  nameNotInSource,
  negationFlipped,
  unitChanged,
  sourceConflict,
  citedPlace,
  fieldEvidence,
  outsideContext,
  nothingToCheck,
];

/** All findings of all checks. */
export function runChecks(input: CheckInput): Finding[] {
  return CHECKS.flatMap((check) => check.run(input).map((said) => toFinding(check, said)));
}

/** Every code that a check can say, for pages, filters and docs. */
export function findingCodes(): FindingCode[] {
  return CHECKS.flatMap((check) => check.codes);
}
